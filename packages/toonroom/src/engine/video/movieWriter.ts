import {
  EncodedAudioPacketSource,
  getFirstEncodableVideoCodec,
  Mp4OutputFormat,
  Output,
  QUALITY_VERY_HIGH,
  StreamTarget,
  VideoSample,
  VideoSampleSource,
  WebMOutputFormat,
} from 'mediabunny';
import { EngineError } from '#domain/job/errors.ts';
import type { SoundPacket } from './frameSource.ts';
import type { FrameWriter, WriterOrder } from './frameWriter.ts';
import { openSink } from './sinks.ts';

/** In order of how many devices play them. */
const codecs = { mp4: ['avc', 'av1', 'vp9'], webm: ['vp9', 'vp8', 'av1'] } as const;
const keyFrameS = 2;
/** Written at once. */
const chunkBytes = 1 << 22;

/** Writes an MP4 or a WebM with the browser's own encoder; sound is handed on as it is where the format takes it. */
export async function movieWriter(
  { width, height, file, sound, startS, endS }: WriterOrder,
  kind: 'mp4' | 'webm',
): Promise<FrameWriter> {
  const size = `${width} × ${height} px`;
  if (typeof VideoEncoder === 'undefined') {
    throw new EngineError('NO_WEBCODECS', 'encode', 'the browser has no VideoEncoder');
  }
  const codec = await getFirstEncodableVideoCodec([...codecs[kind]], {
    width,
    height,
    bitrate: QUALITY_VERY_HIGH,
  });
  if (!codec) throw new EngineError('VIDEO_ENCODER', 'encode', `${kind}, ${size}`);
  const sink = await openSink(file);
  const format =
    kind === 'mp4' ? new Mp4OutputFormat({ fastStart: false }) : new WebMOutputFormat();
  // A full disk must be noticed in time; memory takes larger pieces.
  const chunks = file ? { chunked: false } : { chunked: true, chunkSize: chunkBytes };
  const target = new StreamTarget(sink.writable, chunks);
  const output = new Output({ format, target });
  const pictures = new VideoSampleSource({
    codec,
    bitrate: QUALITY_VERY_HIGH,
    keyFrameInterval: keyFrameS,
  });
  output.addVideoTrack(pictures);
  const takesSound = sound && format.getSupportedAudioCodecs().includes(sound.codec);
  const sounds = takesSound ? new EncodedAudioPacketSource(sound.codec) : undefined;
  if (sounds) output.addAudioTrack(sounds);
  try {
    await output.start();
  } catch (error) {
    await sink.abort();
    throw error;
  }
  const packets = sound?.packets(startS, endS);
  let waiting: SoundPacket | undefined;

  /** Hands on the sound up to a time, so that both lie side by side in the file. */
  async function addSound(untilS: number): Promise<void> {
    if (!sounds || !packets || !sound) return;
    for (;;) {
      // Damaged sound ends where it can be read no further.
      waiting ??= (await packets.next().catch(() => undefined))?.value ?? undefined;
      if (!waiting || waiting.timestamp - startS > untilS) return;
      const packet = waiting.clone({ timestamp: waiting.timestamp - startS });
      waiting = undefined;
      await sounds.add(packet, { decoderConfig: sound.decoderConfig });
    }
  }

  return {
    async add({ data }, timeS, durationS) {
      const sample = new VideoSample(data, {
        format: 'RGBX',
        codedWidth: width,
        codedHeight: height,
        timestamp: timeS,
        ...(durationS > 0 && { duration: durationS }),
      });
      try {
        await pictures.add(sample);
      } finally {
        sample.close();
      }
      await addSound(timeS + durationS);
    },
    get isFull() {
      return sink.isFull;
    },
    isSilent: sound !== undefined && !takesSound,
    async finish(soundUntilS = endS - startS) {
      if (!sink.isFull) await addSound(soundUntilS);
      await output.finalize();
      return await sink.finish(await output.getMimeType());
    },
    async abort() {
      try {
        await output.cancel();
      } finally {
        await sink.abort();
      }
    },
  };
}
