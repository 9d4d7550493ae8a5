import { expect, test } from 'vitest';
import { bytesOf, viewOf } from './bytes.ts';
import { jpegWithDpi, pngWithDpi } from './density.ts';
import { readImageHeader } from './imageHeader.ts';
import { JpegWriter } from './jpegWriter.ts';
import { pngChunk, pngStart } from './pngWriter.ts';

test('a PNG says how large it is printed, once', () => {
  const data = pngChunk('IDAT', Uint8Array.of(1, 2, 3));
  const png = bytesOf(pngStart(4, 3), data, pngChunk('IEND', new Uint8Array()));
  const once = pngWithDpi(png, 300);
  const twice = pngWithDpi(pngWithDpi(png, 72), 300);
  expect(twice).toEqual(once);
  const text = String.fromCharCode(...once);
  const at = text.indexOf('pHYs');
  // Before the data of the picture.
  expect(at).toBeLessThan(text.indexOf('IDAT'));
  const view = viewOf(once);
  expect([view.getUint32(at + 4), view.getUint32(at + 8), view.getUint8(at + 12)]).toEqual([
    11_811, 11_811, 1,
  ]);
  expect(readImageHeader(once)).toMatchObject({ format: 'png', width: 4, height: 3 });
});

test('a JPEG says how large it is printed, with a JFIF header or without', () => {
  const writer = new JpegWriter(8, 8, 0.9);
  const strip = { width: 8, height: 8, data: new Uint8ClampedArray(256).fill(90) };
  const jpeg = bytesOf(writer.start(), writer.write(strip), writer.end());
  const printed = jpegWithDpi(jpeg, 300);
  expect(printed.length).toBe(jpeg.length);
  // The unit, then the dots per inch across and down.
  expect([...printed.subarray(13, 18)]).toEqual([1, 1, 44, 1, 44]);
  const bare = bytesOf(jpeg.subarray(0, 2), jpeg.subarray(20));
  expect(jpegWithDpi(bare, 300)).toEqual(printed);
  expect(readImageHeader(printed)).toMatchObject({ format: 'jpeg', width: 8, height: 8 });
});

test('other files are refused', () => {
  expect(() => pngWithDpi(new Uint8Array(60), 300)).toThrow(RangeError);
  expect(() => jpegWithDpi(new Uint8Array(60), 300)).toThrow(RangeError);
});
