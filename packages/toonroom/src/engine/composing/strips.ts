import { JpegWriter } from '#domain/files/jpegWriter.ts';
import { filterRows, pngChunk, pngStart } from '#domain/files/pngWriter.ts';
import type { Raster } from '#domain/picture/raster.ts';

/** Takes a picture strip by strip and gives it back as a file. */
export interface StripEncoder {
  /** The next rows; all strips but the last are a multiple of 8 rows high. */
  write(strip: Raster): Promise<void>;
  finish(): Promise<Blob>;
  /** Lets go of everything; nothing follows. */
  abort(): void;
}

/** A JPEG's strips are encoded as they come. `quality` is 0..1. */
export function jpegStrips(width: number, height: number, quality: number): StripEncoder {
  const writer = new JpegWriter(width, height, quality);
  const parts: BlobPart[] = [writer.start()];
  return {
    async write(strip) {
      parts.push(new Blob([writer.write(strip)]));
    },
    async finish() {
      return new Blob([...parts, writer.end()], { type: 'image/jpeg' });
    },
    abort() {
      parts.length = 0;
    },
  };
}

/** A PNG's rows go through one stream that deflates them. */
export function pngStrips(width: number, height: number): StripEncoder {
  const deflate = new CompressionStream('deflate');
  const input = deflate.writable.getWriter();
  const parts: BlobPart[] = [pngStart(width, height)];
  const collected = collect(deflate.readable, (data) => {
    parts.push(new Blob([pngChunk('IDAT', data)]));
  });
  // A failed write tells of it first; without this the same failure would count as unhandled.
  collected.catch(() => undefined);
  let above = new Uint8ClampedArray(width * 4);
  return {
    async write(strip) {
      clearInvisible(strip);
      await input.write(filterRows(strip, above));
      above = strip.data.slice(-width * 4);
    },
    async finish() {
      await input.close();
      await collected;
      return new Blob([...parts, pngChunk('IEND', new Uint8Array(0))], { type: 'image/png' });
    },
    abort() {
      parts.length = 0;
      input.abort().catch(() => undefined);
    },
  };
}

/** What is not seen must not be in the file either: behind a cut-out lies a room. */
function clearInvisible({ data }: Raster): void {
  for (let index = 3; index < data.length; index += 4) {
    if (data[index] === 0) data.fill(0, index - 3, index);
  }
}

async function collect(
  stream: ReadableStream<Uint8Array>,
  take: (data: Uint8Array) => void,
): Promise<void> {
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    take(value);
  }
}
