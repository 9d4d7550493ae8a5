import { PageError } from '../../shared/pageError.ts';
import { stampedName } from './camera.ts';

/** In order of how many devices play them. */
const types = [
  'video/mp4;codecs=avc1.64002a,mp4a.40.2',
  'video/mp4;codecs=avc1.64002a,opus',
  'video/mp4',
  'video/webm;codecs=vp9,opus',
  'video/webm',
];
const framesPerS = 30;
const bitsPerS = 6_000_000;
/** What was recorded is handed over this often. */
const sliceMs = 1000;

/** A recording that runs. */
export interface Recording {
  /** Ends it; the file is there once all of it is written. */
  stop(): Promise<File>;
}

/** Whether this browser can record what is drawn. */
export function canRecord(): boolean {
  return typeof MediaRecorder !== 'undefined' && 'captureStream' in HTMLCanvasElement.prototype;
}

/**
 * Records a canvas, with what the microphone hears if `hasSound`, until it is stopped.
 *
 * @throws PageError `MICROPHONE_REFUSED`.
 */
export async function startRecording(
  canvas: HTMLCanvasElement,
  hasSound: boolean,
): Promise<Recording> {
  const sound = hasSound ? await requestSound() : undefined;
  const tracks = [...(sound?.getTracks() ?? [])];
  const free = (): void => tracks.forEach((track) => track.stop());
  try {
    const stream = canvas.captureStream(framesPerS);
    tracks.push(...stream.getTracks());
    for (const track of sound?.getAudioTracks() ?? []) stream.addTrack(track);
    const mimeType = types.find((type) => MediaRecorder.isTypeSupported(type));
    const recorder = new MediaRecorder(stream, {
      ...(mimeType !== undefined && { mimeType }),
      videoBitsPerSecond: bitsPerS,
    });
    const pieces: Blob[] = [];
    const whole = new Promise<File>((resolve) => {
      recorder.addEventListener('dataavailable', ({ data }) => pieces.push(data));
      recorder.addEventListener('stop', () => {
        free();
        const type = recorder.mimeType.split(';')[0]!;
        const name = stampedName(new Date(), type === 'video/mp4' ? 'mp4' : 'webm');
        resolve(new File(pieces, name, { type }));
      });
    });
    recorder.start(sliceMs);
    return {
      async stop() {
        if (recorder.state !== 'inactive') recorder.stop();
        return await whole;
      },
    };
  } catch (error) {
    free();
    throw error;
  }
}

async function requestSound(): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch (error) {
    throw new PageError('MICROPHONE_REFUSED', { cause: error });
  }
}
