import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { cutRaster } from '#domain/picture/raster.ts';
import { noise } from '#domain/testing/pictures.ts';
import { jpegStrips, pngStrips } from './strips.ts';

const picture = noise(37, 40);
const strips = [
  [0, 16],
  [16, 16],
  [32, 8],
].map(([top, height]) => cutRaster(picture, { x: 0, y: top!, width: 37, height: height! }));

async function encoded(encoder: ReturnType<typeof pngStrips>): Promise<Buffer> {
  for (const strip of strips) await encoder.write(strip);
  return Buffer.from(await (await encoder.finish()).arrayBuffer());
}

/** A PNG's chunk types, and its rows with their filters. */
function pngParts(file: Buffer): { types: string[]; rows: Buffer } {
  const data: Buffer[] = [];
  const types: string[] = [];
  for (let at = 8; at < file.length;) {
    const length = file.readUInt32BE(at);
    types.push(file.toString('latin1', at + 4, at + 8));
    if (types.at(-1) === 'IDAT') data.push(file.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  return { types, rows: inflateSync(Buffer.concat(data)) };
}

test('a PNG written in strips holds the picture’s pixels', async () => {
  const file = await encoded(pngStrips(37, 40));
  const { types, rows } = pngParts(file);
  expect(types[0]).toBe('IHDR');
  expect(types.at(-1)).toBe('IEND');
  const above = new Uint8Array(37 * 4);
  for (let row = 0; row < 40; row++) {
    const start = row * (37 * 4 + 1);
    expect(rows[start]).toBe(2);
    above.forEach((value, byte) => {
      above[byte] = value + rows[start + 1 + byte]!;
    });
    expect(above).toEqual(new Uint8Array(picture.data.slice(row * 37 * 4, (row + 1) * 37 * 4)));
  }
});

test('a PNG holds no colour where nothing is seen', async () => {
  const encoder = pngStrips(2, 1);
  await encoder.write({
    width: 2,
    height: 1,
    data: Uint8ClampedArray.of(9, 8, 7, 0, 9, 8, 7, 1),
  });
  const file = Buffer.from(await (await encoder.finish()).arrayBuffer());
  expect([...pngParts(file).rows]).toEqual([2, 0, 0, 0, 0, 9, 8, 7, 1]);
});

test('a JPEG written in strips has its size, and nothing that ends it early', async () => {
  const file = await encoded(jpegStrips(37, 40, 0.9));
  expect(file.subarray(0, 2)).toEqual(Buffer.of(0xff, 0xd8));
  expect(file.subarray(-2)).toEqual(Buffer.of(0xff, 0xd9));
  const frame = file.indexOf(Buffer.of(0xff, 0xc0));
  expect([file.readUInt16BE(frame + 5), file.readUInt16BE(frame + 7)]).toEqual([40, 37]);
  const scan = file.subarray(file.indexOf(Buffer.of(0xff, 0xda)) + 14, -2);
  scan.forEach((byte, at) => {
    if (byte === 0xff) expect(scan[at + 1]).toBe(0);
  });
});
