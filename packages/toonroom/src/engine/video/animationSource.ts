import { EngineError } from '#domain/job/errors.ts';
import { evenSize } from '#domain/motion/evenSize.ts';
import { FramePainter } from './framePainter.ts';
import type { FrameSize, FrameSource, SourceFrame } from './frameSource.ts';

/** A frame that asks for less is shown for this long, as browsers do. */
const leastFrameS = 0.02;
const leastFrameShownS = 0.1;
/** As long as a frame is shown that does not say. */
const defaultFrameS = 0.1;

/** Opens an animated GIF, WebP or PNG. */
export async function openAnimation(file: Blob, format: string): Promise<FrameSource> {
  if (typeof ImageDecoder === 'undefined') {
    throw new EngineError('NO_WEBCODECS', 'decode', 'the browser has no ImageDecoder');
  }
  const decoder = new ImageDecoder({ data: file.stream(), type: `image/${format}` });
  try {
    await Promise.all([decoder.tracks.ready, decoder.completed]);
    const track = decoder.tracks.selectedTrack;
    if (!track || track.frameCount === 0) {
      throw new EngineError('VIDEO_EMPTY', 'decode', 'no frames');
    }
    const starts = await startsOf(decoder, track.frameCount);
    const durationS = starts.at(-1)!;
    const { image } = await decoder.decode({ frameIndex: 0 });
    const { displayWidth: width, displayHeight: height } = image;
    image.close();
    const painter = new FramePainter();
    const at = async (index: number, size: FrameSize): Promise<SourceFrame> => {
      const { image: frame } = await decoder.decode({ frameIndex: index });
      const timeS = starts[index]!;
      return {
        bitmap: await bitmapOf(painter, frame, size),
        timeS,
        durationS: starts[index + 1]! - timeS,
      };
    };
    return {
      info: {
        kind: 'animation',
        width,
        height,
        durationS,
        framesPerS: track.frameCount / durationS,
        hasSound: false,
        isHdr: false,
      },
      async *frames(startS, endS, size) {
        for (let index = 0; index < track.frameCount; index++) {
          if (starts[index + 1]! <= startS) continue;
          if (starts[index]! >= endS) return;
          yield await at(index, size);
        }
      },
      async frameAt(timeS, size) {
        const next = starts.findIndex((start) => start > timeS);
        return await at(Math.max(0, next < 0 ? track.frameCount - 1 : next - 1), size);
      },
      close: () => decoder.close(),
    };
  } catch (error) {
    decoder.close();
    if (error instanceof EngineError) throw error;
    throw new EngineError('VIDEO_CORRUPT', 'decode', String(error), { cause: error });
  }
}

/** When each frame begins, and when the last one ends, seconds. */
async function startsOf(decoder: ImageDecoder, count: number): Promise<readonly number[]> {
  const starts = [0];
  for (let frameIndex = 0; frameIndex < count; frameIndex++) {
    const { image } = await decoder.decode({ frameIndex });
    const seconds = image.duration === null ? defaultFrameS : image.duration / 1e6;
    image.close();
    starts.push(starts.at(-1)! + (seconds < leastFrameS ? leastFrameShownS : seconds));
  }
  return starts;
}

/** The frame, which it closes, over white. */
async function bitmapOf(
  painter: FramePainter,
  frame: VideoFrame,
  { longSidePx }: FrameSize,
): Promise<ImageBitmap> {
  try {
    const size = { width: frame.displayWidth, height: frame.displayHeight };
    return await painter.still(frame, evenSize(size, longSidePx));
  } finally {
    frame.close();
  }
}
