import { deflateSync } from 'node:zlib';
import { u32 } from '#domain/files/bytes.ts';
import { exifTiff } from '#domain/testing/imageBytes.ts';
import { createRaster, type Raster } from '#domain/picture/raster.ts';

/** Every picture of the corpus that can be is so large, px. */
export const size = { width: 32, height: 24 } as const;

/** A gradient with a half transparent patch. */
export function painting(): Raster {
  const raster = createRaster(size.width, size.height);
  for (let index = 0; index < size.width * size.height; index++) {
    const [x, y] = [index % size.width, Math.floor(index / size.width)];
    const inPatch = Math.abs(x - 15) < 7 && Math.abs(y - 11) < 6;
    raster.data.set(inPatch ? [188, 71, 73, 128] : [42 + 6 * x, 111 + 4 * y, 151, 255], index * 4);
  }
  return raster;
}

/** Turned to the right. */
export const exif = exifTiff(6, false);

export const xmp = Buffer.from('<x:xmpmeta xmlns:x="adobe:ns:meta/"></x:xmpmeta>');

/** `bytes` as zlib packs them. */
export function deflated(bytes: Uint8Array): Uint8Array {
  return deflateSync(bytes);
}

/** A colour profile (ICC.1, version 2) of three primaries and a gamma of 2.2, near sRGB. */
export function iccProfile(): Uint8Array {
  const fixed = (value: number): Uint8Array => u32(Math.round(value * 65536) >>> 0);
  const colour = (x: number, y: number, z: number): Buffer =>
    Buffer.concat([Buffer.from('XYZ \0\0\0\0'), fixed(x), fixed(y), fixed(z)]);
  const gamma = Buffer.concat([Buffer.from('curv\0\0\0\0'), u32(1), Buffer.of(2, 51, 0, 0)]);
  const tags: readonly (readonly [string, Uint8Array])[] = [
    ['wtpt', colour(0.9642, 1, 0.8249)],
    ['rXYZ', colour(0.4361, 0.2225, 0.0139)],
    ['gXYZ', colour(0.3851, 0.7169, 0.0971)],
    ['bXYZ', colour(0.1431, 0.0606, 0.7141)],
    ['rTRC', gamma],
    ['gTRC', gamma],
    ['bTRC', gamma],
    ['cprt', Buffer.from('text\0\0\0\0none\0\0\0\0')],
  ];
  const header = Buffer.alloc(128);
  header.writeUInt32BE(0x02400000, 8);
  header.write('mntrRGB XYZ ', 12);
  header.write('acsp', 36);
  header.set(colour(0.9642, 1, 0.8249).subarray(8), 68);
  let offset = 128 + 4 + 12 * tags.length;
  const table = tags.map(([name, content]) => {
    const entry = Buffer.concat([Buffer.from(name), u32(offset), u32(content.length)]);
    offset += content.length;
    return entry;
  });
  header.writeUInt32BE(offset, 0);
  return Buffer.concat([header, u32(tags.length), ...table, ...tags.map(([, content]) => content)]);
}
