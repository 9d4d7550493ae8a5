import { Encoder } from 'modern-gif';
import type { FrameWriter, WriterOrder } from './frameWriter.ts';
import { written } from './sinks.ts';

/** Writes an animated GIF that repeats for ever, with one palette for all frames: its colours do not flicker. */
export function gifWriter({ width, height, file }: WriterOrder): FrameWriter {
  const gif = new Encoder({ width, height, looped: true, loopCount: 0 });
  return {
    async add({ data }, _timeS, durationS) {
      await gif.encode({ data, delay: Math.round(durationS * 1000) });
    },
    isFull: false,
    isSilent: false,
    async finish() {
      const bytes = new Uint8Array(await gif.flush('arrayBuffer'));
      return await written(bytes, 'image/gif', file);
    },
    abort: async () => undefined,
  };
}
