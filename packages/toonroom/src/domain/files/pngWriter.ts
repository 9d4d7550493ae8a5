import type { Raster } from '../picture/raster.ts';
import { crc32 } from './crc32.ts';

/** Bytes of a PNG chunk's length, type and checksum. */
const chunkFrame = 12;
/** The filter that stores each byte as the difference from the byte above it (PNG, 9.2). */
const upFilter = 2;

/** Signature and header of an RGBA PNG, 8 bits a channel. */
export function pngStart(width: number, height: number): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, 6, 0, 0, 0], 8);
  const chunk = pngChunk('IHDR', header);
  const start = new Uint8Array(8 + chunk.length);
  start.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  start.set(chunk, 8);
  return start;
}

/** One chunk, with its checksum. */
export function pngChunk(type: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const chunk = new Uint8Array(data.length + chunkFrame);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length);
  chunk.set(
    Array.from(type, (letter) => letter.charCodeAt(0)),
    4,
  );
  chunk.set(data, 8);
  view.setUint32(data.length + 8, crc32(chunk.subarray(4, data.length + 8)));
  return chunk;
}

/**
 * Rows of a PNG before they are deflated: each with its filter type, as differences from the row
 * above. `above` is the row before the strip, zeros before the first.
 */
export function filterRows(
  { data, width, height }: Raster,
  above: Uint8ClampedArray,
): Uint8Array<ArrayBuffer> {
  const length = width * 4;
  const rows = new Uint8Array((length + 1) * height);
  for (let row = 0; row < height; row++) {
    const to = row * (length + 1);
    const from = row * length;
    rows[to] = upFilter;
    for (let byte = 0; byte < length; byte++) {
      const upper = row === 0 ? above[byte]! : data[from - length + byte]!;
      rows[to + 1 + byte] = data[from + byte]! - upper;
    }
  }
  return rows;
}
