import { crc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { bytesOf, u16, u32, viewOf } from './bytes.ts';
import { cameraExif } from './cameraExif.ts';
import { exifPieces, piecesHeadBytes } from './exifPieces.ts';
import { readImageHeader } from './imageHeader.ts';
import {
  exifSegment,
  exifTiff,
  jpegHead,
  pngHead,
  privateExif,
  webpHead,
} from '../testing/imageBytes.ts';

const size = { width: 321, height: 123 };
const exif = cameraExif(privateExif('Eleventh', 6), size)!;
/** As bytes that are looked at in no other way. */
const pixels = Uint8Array.from({ length: 301 }, (_, index) => index);

function withExif(
  format: 'png' | 'jpeg' | 'webp',
  file: Uint8Array,
  block: Uint8Array = exif,
): Uint8Array {
  const head = file.subarray(0, piecesHeadBytes);
  const pieces = exifPieces({ format, head, sizeBytes: file.length }, block);
  return bytesOf(
    ...pieces.map((piece) => ('from' in piece ? file.subarray(piece.from, piece.to) : piece)),
  );
}

describe('JPEG', () => {
  const jfif = bytesOf(0xff, 0xe0, u16(16), 'JFIF\0', new Uint8Array(9));
  const segment = bytesOf(0xff, 0xe1, u16(exif.length + 8), 'Exif\0\0', exif);

  test.each([
    ['behind JFIF', jfif],
    ['without JFIF', Uint8Array.of()],
  ])('%s', (_, segments) => {
    const plain = bytesOf(jpegHead(size.width, size.height, { segments }), pixels);
    const file = withExif('jpeg', plain);
    const at = 2 + segments.length;
    expect(file).toEqual(bytesOf(plain.subarray(0, at), segment, plain.subarray(at)));
    expect(readImageHeader(file)).toMatchObject({ ...size, orientation: 1 });
  });
});

test('the block that a browser wrote of its own accord gives way', () => {
  const own = exifTiff(1, false);
  const segments = bytesOf(0xff, 0xe0, u16(16), 'JFIF\0', new Uint8Array(9), exifSegment(1));
  const jpeg = withExif('jpeg', bytesOf(jpegHead(8, 9, { segments }), pixels));
  const chunks = [
    ['sRGB', Uint8Array.of(0)],
    ['eXIf', own],
    ['IDAT', pixels],
  ] as const;
  const png = withExif('png', pngHead(8, 9, chunks));
  for (const file of [jpeg, png]) {
    expect(Buffer.from(file).includes(Buffer.from(own))).toBe(false);
    expect(readImageHeader(file)).toMatchObject({ width: 8, height: 9 });
    expect(Buffer.from(readImageHeader(file).exif!).includes(Buffer.from(exif))).toBe(true);
  }
});

test('PNG: before the picture data, with its checksum', () => {
  const plain = pngHead(size.width, size.height, [
    ['sRGB', Uint8Array.of(0)],
    ['IDAT', pixels],
  ]);
  const file = withExif('png', plain);
  const body = bytesOf('eXIf', exif);
  const chunk = bytesOf(u32(exif.length), body, u32(crc32(body)));
  expect(file).toEqual(bytesOf(plain.subarray(0, 33), chunk, plain.subarray(33)));
  expect(readImageHeader(file)).toMatchObject({ ...size, exif, orientation: 1 });
});

describe('WebP', () => {
  const canvas = (flags: number): Uint8Array =>
    bytesOf(flags, 0, 0, 0, u32(320, true).subarray(0, 3), u32(122, true).subarray(0, 3));
  const lossy = bytesOf(0, 0, 0, 0x9d, 0x01, 0x2a, u16(321, true), u16(123, true), pixels);
  const lossless = (alpha: number): Uint8Array =>
    bytesOf(0x2f, u32((320 | (122 << 14) | (alpha << 28)) >>> 0, true), pixels);

  test.each([
    ['lossy', [['VP8 ', lossy]], 0x08],
    ['lossless', [['VP8L', lossless(0)]], 0x08],
    ['lossless with transparency', [['VP8L', lossless(1)]], 0x18],
    [
      'extended',
      [
        ['VP8X', canvas(0x30)],
        ['ICCP', pixels],
        ['ALPH', pixels],
        ['VP8 ', lossy],
      ],
      0x38,
    ],
  ] as const)('%s', (_, chunks, flags) => {
    const file = withExif('webp', webpHead(chunks));
    const rest = chunks.filter(([code]) => code !== 'VP8X');
    expect(file).toEqual(webpHead([['VP8X', canvas(flags)], ...rest, ['EXIF', exif]]));
    expect(readImageHeader(file)).toMatchObject({ ...size, exif, orientation: 1 });
  });

  test('a block of odd length is padded', () => {
    const odd = bytesOf(exif, 0);
    expect(odd.length % 2).toBe(1);
    const file = withExif('webp', webpHead([['VP8 ', lossy]]), odd);
    expect(viewOf(file).getUint32(4, true)).toBe(file.length - 8);
    expect(readImageHeader(file).exif).toEqual(odd);
  });
});
