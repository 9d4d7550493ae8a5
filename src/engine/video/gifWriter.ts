import { Encoder } from 'modern-gif';
import type { FrameWriter, WriterOrder } from './frameWriter.ts';
import { openSink } from './sinks.ts';

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

/** A finished file, in `file` where there is one. */
export async function written(
  data: Uint8Array<ArrayBuffer>,
  type: string,
  file: FileSystemFileHandle | undefined,
): Promise<Blob> {
  const sink = await openSink(file);
  try {
    const writer = sink.writable.getWriter();
    await writer.write({ data, position: 0 });
    await writer.close();
    return await sink.finish(type);
  } catch (error) {
    await sink.abort();
    throw error;
  }
}
