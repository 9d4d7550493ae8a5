import { animatedWebp, type WebpFrame } from '#domain/files/animatedWebp.ts';
import { EngineError } from '#domain/job/errors.ts';
import { createCanvas, rowWriter } from '../pixels/photoPixels.ts';
import type { FrameWriter, WriterOrder } from './frameWriter.ts';
import { written } from './sinks.ts';

const quality = 0.86;

/** Writes an animated WebP that repeats for ever, each frame as the browser encodes a still. */
export function webpWriter({ width, height, file }: WriterOrder): FrameWriter {
  const frames: WebpFrame[] = [];
  const { canvas, context } = createCanvas(width, height);
  return {
    async add(drawing, _timeS, durationS) {
      rowWriter(context)(drawing, 0);
      const still = await canvas.convertToBlob({ type: 'image/webp', quality });
      if (still.type !== 'image/webp') {
        throw new EngineError('VIDEO_ENCODER', 'encode', 'the browser writes no WebP');
      }
      frames.push({ still: new Uint8Array(await still.arrayBuffer()), durationS });
    },
    isFull: false,
    isSilent: false,
    finish: async () => await written(animatedWebp(width, height, frames), 'image/webp', file),
    abort: async () => undefined,
  };
}
