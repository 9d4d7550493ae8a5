import {
  BlobSource,
  EncodedPacketSink,
  Input,
  type InputAudioTrack,
  type InputVideoTrack,
  MATROSKA,
  MP4,
  QTFF,
  type VideoSample,
  VideoSampleSink,
  WEBM,
} from 'mediabunny';
import { EngineError, isAbort } from '#domain/job/errors.ts';
import { evenSize } from '#domain/motion/evenSize.ts';
import { FramePainter } from './framePainter.ts';
import type { FrameSize, FrameSource, SoundTrack, SourceFrame } from './frameSource.ts';

/** Named one by one, so that the others are left out of the build. */
const formats = [MP4, QTFF, MATROSKA, WEBM];
/** What a file with one frame tells of its rate is no rate. */
const mostFramesPerS = 240;
/** Frames are counted over so many, from the start. */
const countedFrames = 120;
/** A picture with a longer side than this is beyond what many devices decode, px. */
const largeSidePx = 4096;

type Size = ReturnType<typeof evenSize>;

/** Opens a file that the browser decodes by WebCodecs: MP4, MOV, WebM, MKV. */
export async function openMovie(file: Blob): Promise<FrameSource> {
  if (typeof VideoDecoder === 'undefined') {
    throw new EngineError('NO_WEBCODECS', 'decode', 'the browser has no VideoDecoder');
  }
  const input = new Input({ formats, source: new BlobSource(file) });
  try {
    const track = await pictureOf(input);
    const sound = await soundOf(input);
    const durationS = await reading(() => track.computeDuration());
    const stats = await reading(() =>
      track.computeFrameRateMetrics({ targetPacketCount: countedFrames }),
    );
    if (!(durationS > 0)) {
      throw new EngineError('VIDEO_EMPTY', 'decode', 'the track has no frames');
    }
    const [width, height, firstS, isHdr] = await Promise.all([
      track.getDisplayWidth(),
      track.getDisplayHeight(),
      track.getFirstTimestamp(),
      track.hasHighDynamicRange(),
    ]);
    const shape = { width, height };
    const sink = new VideoSampleSink(track);
    const painter = new FramePainter();
    let hasDecoded = false;
    const paint = async (sample: VideoSample, { longSidePx }: FrameSize): Promise<SourceFrame> => {
      hasDecoded = true;
      return await frameOf(painter, sample, firstS, evenSize(shape, longSidePx));
    };
    /** What is too large for the device fails at its first frame. */
    const failed = async (error: unknown): Promise<unknown> =>
      hasDecoded || !isLarge(shape) || error instanceof EngineError || isAbort(error)
        ? decodingError(error)
        : await codecError(track, String(error));
    return {
      info: {
        kind: 'movie',
        width,
        height,
        durationS: durationS - firstS,
        framesPerS: Math.min(mostFramesPerS, stats.averageFrameRate),
        hasSound: sound !== undefined,
        isHdr,
      },
      async *frames(startS, endS, size) {
        try {
          for await (const sample of sink.samples(startS + firstS, endS + firstS)) {
            yield await paint(sample, size);
          }
        } catch (error) {
          throw await failed(error);
        }
      },
      async frameAt(timeS, size) {
        let sample: VideoSample | null;
        try {
          sample = (await sink.getSample(timeS + firstS)) ?? (await firstSample(sink));
        } catch (error) {
          throw await failed(error);
        }
        if (!sample) throw new EngineError('VIDEO_EMPTY', 'decode', 'no frame could be decoded');
        return await paint(sample, size);
      },
      ...(sound && { sound: shifted(sound, firstS) }),
      close: () => input.dispose(),
    };
  } catch (error) {
    input.dispose();
    throw error;
  }
}

async function firstSample(sink: VideoSampleSink): Promise<VideoSample | null> {
  // Leaving the loop frees what was decoded ahead.
  for await (const sample of sink.samples()) return sample;
  return null;
}

const isLarge = ({ width, height }: Size): boolean => Math.max(width, height) > largeSidePx;

/** The track to draw. */
async function pictureOf(input: Input): Promise<InputVideoTrack> {
  if (!(await input.canRead())) {
    throw new EngineError('VIDEO_CODEC', 'decode', 'an unknown container');
  }
  if ((await reading(() => input.getTracks())).length === 0) {
    throw new EngineError('VIDEO_CORRUPT', 'decode', 'no tracks');
  }
  const track = await reading(() => input.getPrimaryVideoTrack());
  if (!track) throw new EngineError('VIDEO_WITHOUT_PICTURE', 'decode', 'no video track');
  const codec = await track.getCodec();
  const internal = String(await track.getInternalCodecId());
  if (internal === 'encv') throw new EngineError('VIDEO_PROTECTED', 'decode', 'encrypted track');
  if (!codec || !(await track.canDecode())) throw await codecError(track);
  return track;
}

/** That the browser cannot decode the track: its codec, and its size where that may be why. */
async function codecError(track: InputVideoTrack, detail?: string): Promise<EngineError> {
  const codec = await track.getCodec();
  const name = codecNames[codec ?? ''] ?? codec ?? String(await track.getInternalCodecId());
  const [width, height] = [await track.getDisplayWidth(), await track.getDisplayHeight()];
  const subject = isLarge({ width, height }) ? `${name}, ${width} × ${height}` : name;
  return new EngineError('VIDEO_CODEC', 'decode', detail ?? subject, { subject });
}

/** What codecs are called where people read of them. */
const codecNames: Readonly<Record<string, string>> = {
  avc: 'H.264',
  hevc: 'HEVC (H.265)',
  vp8: 'VP8',
  vp9: 'VP9',
  av1: 'AV1',
  prores: 'ProRes',
};

async function soundOf(input: Input): Promise<SoundTrack | undefined> {
  const track: InputAudioTrack | null = await reading(() => input.getPrimaryAudioTrack());
  const codec = await track?.getCodec();
  const decoderConfig = await track?.getDecoderConfig();
  if (!track || !codec || !decoderConfig) return undefined;
  const sink = new EncodedPacketSink(track);
  return {
    codec,
    decoderConfig,
    async *packets(startS, endS) {
      const first = (await sink.getPacket(startS)) ?? (await sink.getFirstPacket());
      if (!first) return;
      for await (const packet of sink.packets(first)) {
        if (packet.timestamp >= endS) return;
        // A packet that begins before the start would be heard too early.
        if (packet.timestamp >= startS) yield packet;
      }
    },
  };
}

/** Times from the first frame on. */
function shifted(sound: SoundTrack, firstS: number): SoundTrack {
  return {
    ...sound,
    async *packets(startS, endS) {
      for await (const packet of sound.packets(startS + firstS, endS + firstS)) {
        yield packet.clone({ timestamp: packet.timestamp - firstS });
      }
    },
  };
}

/** The sample, which it closes, as an upright bitmap; a video may change its size on the way. */
async function frameOf(
  painter: FramePainter,
  sample: VideoSample,
  firstS: number,
  size: Size,
): Promise<SourceFrame> {
  try {
    return {
      bitmap: await painter.sample(sample, size),
      timeS: sample.timestamp - firstS,
      durationS: sample.duration,
    };
  } finally {
    sample.close();
  }
}

/** What a file that cannot be read makes of every question. */
async function reading<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw decodingError(error);
  }
}

function decodingError(error: unknown): unknown {
  if (error instanceof EngineError || isAbort(error)) return error;
  return new EngineError('VIDEO_CORRUPT', 'decode', String(error), { cause: error });
}
