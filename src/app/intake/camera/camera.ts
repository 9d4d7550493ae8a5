import { closeCamera } from './cameraActions.ts';
import type { LiveLook } from './live.ts';
import { takeIn } from '../intake.ts';
import { developPhoto } from '../../photo/drawing.ts';
import { PageError } from '../../shared/pageError.ts';
import { getState } from '../../shared/state/store.ts';

/** Which camera to start. */
export type WantedCamera = Pick<MediaTrackConstraints, 'facingMode' | 'deviceId'>;

export const frontCamera: WantedCamera = { facingMode: 'user' };

/** A camera that is on. */
export interface LiveCamera {
  readonly stream: MediaStream;
  /** Whether it is a front camera, whose picture people expect mirrored. */
  readonly isMirror: boolean;
  /** The one to switch to, where there are several. */
  readonly next: WantedCamera | undefined;
}

/** As large as most cameras film; drawings of it are saved at its size. */
const idealSize = { width: { ideal: 1920 }, height: { ideal: 1080 } };

/**
 * Turns a camera on; it goes off when `signal` aborts, also if it comes on only then. `onLost` hears of a camera
 * that goes off by itself, as a `CAMERA_BUSY`.
 *
 * @throws PageError `CAMERA_REFUSED`, `CAMERA_MISSING`, `CAMERA_BUSY`.
 */
export async function startCamera(
  wanted: WantedCamera,
  signal: AbortSignal,
  onLost: (error: PageError) => void,
): Promise<LiveCamera> {
  const stream = await requestStream(wanted);
  const stop = (): void => stream.getTracks().forEach((track) => track.stop());
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop);
  const [track] = stream.getVideoTracks();
  track?.addEventListener('ended', () => onLost(new PageError('CAMERA_BUSY')));
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
  const { facingMode, deviceId } = track?.getSettings() ?? {};
  return {
    stream,
    isMirror: facingMode !== 'environment',
    next: nextCamera(
      devices.filter(({ kind }) => kind === 'videoinput').map((device) => device.deviceId),
      facingMode,
      deviceId,
    ),
  };
}

/** The other side of a phone; where cameras have no sides, the next of the list. */
export function nextCamera(
  deviceIds: readonly string[],
  facingMode: string | undefined,
  deviceId: string | undefined,
): WantedCamera | undefined {
  if (deviceIds.length < 2) return undefined;
  if (facingMode !== undefined) {
    return { facingMode: facingMode === 'environment' ? 'user' : 'environment' };
  }
  const next = deviceIds[(deviceIds.indexOf(deviceId ?? '') + 1) % deviceIds.length]!;
  return { deviceId: { exact: next } };
}

async function requestStream(wanted: WantedCamera): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getUserMedia({ video: { ...idealSize, ...wanted } });
  } catch (error) {
    throw new PageError(failureCode(error), { cause: error });
  }
}

function failureCode(error: unknown): 'CAMERA_REFUSED' | 'CAMERA_MISSING' | 'CAMERA_BUSY' {
  switch (error instanceof Error ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'CAMERA_REFUSED';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'CAMERA_MISSING';
    default:
      return 'CAMERA_BUSY';
  }
}

const jpegQuality = 0.95;

/**
 * What the viewfinder shows, as it shows it, as a JPEG.
 * @throws PageError `CAMERA_BUSY` when the camera has given no picture.
 */
export async function takePicture(video: HTMLVideoElement, isMirror: boolean): Promise<Blob> {
  const { videoWidth: width, videoHeight: height } = video;
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d');
  if (isMirror) context?.setTransform(-1, 0, 0, 1, width, 0);
  context?.drawImage(video, 0, 0);
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/jpeg', jpegQuality);
  });
  if (!blob) throw new PageError('CAMERA_BUSY');
  return blob;
}

/** Develops a picture that was taken, drawn as the viewfinder showed it, and closes that. */
export function developPicture(blob: Blob, look: LiveLook | null): void {
  closeCamera();
  const file = new File([blob], stampedName(new Date(), 'jpg'), { type: blob.type });
  if (look && !getState().batch.isShown) {
    void developPhoto({ blob: file, fileName: file.name }, look);
  } else void takeIn({ files: [file] });
}

/** `camera-2026-11-24-153012.jpg`, by the local clock. */
export function stampedName(date: Date, extension: string): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join('');
  return `camera-${day}-${time}.${extension}`;
}
