import { webpFrame, webpLength, webpStart } from '#domain/files/animatedWebp.ts';
import { EngineError } from '#domain/job/errors.ts';
import { createCanvas, rowWriter } from '../pixels/photoPixels.ts';
import type { FrameWriter, WriterOrder } from './frameWriter.ts';
import { openSink } from './sinks.ts';

const quality = 0.86;

/** Writes an animated WebP that repeats for ever, each frame as the browser encodes a still. */
export async function webpWriter({ width, height, file }: WriterOrder): Promise<FrameWriter> {
  // Before the file is opened, which nobody would close.
  const { canvas, context } = createCanvas(width, height);
  const sink = await openSink(file);
  const pieces = sink.writable.getWriter();
  let length = 0;
  const append = async (data: Uint8Array<ArrayBuffer>): Promise<void> => {
    await pieces.write({ data, position: length });
    length += data.length;
  };
  return {
    async add(drawing, _timeS, durationS) {
      rowWriter(context)(drawing, 0);
      const blob = await canvas.convertToBlob({ type: 'image/webp', quality });
      if (blob.type !== 'image/webp') {
        throw new EngineError('VIDEO_ENCODER', 'encode', 'the browser writes no WebP');
      }
      const still = new Uint8Array(await blob.arrayBuffer());
      if (length === 0) await append(webpStart(width, height));
      await append(webpFrame(width, height, { still, durationS }));
    },
    get isFull() {
      return sink.isFull;
    },
    isSilent: false,
    async finish() {
      const { at, data } = webpLength(length);
      await pieces.write({ data, position: at });
      await pieces.close();
      return await sink.finish('image/webp');
    },
    async abort() {
      try {
        await pieces.abort();
      } finally {
        await sink.abort();
      }
    },
  };
}
