import { bytesOf, u16, u32 } from '#domain/files/bytes.ts';
import { webpHead } from '#domain/testing/imageBytes.ts';
import { exif, iccProfile, size, xmp } from './painting.ts';

// The bits of VP8 and VP8L come from Chromium's encoder, which drew them from a painting of ours.

interface Size {
  readonly width: number;
  readonly height: number;
}

const fromBase64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

const lossy = fromBase64(
  'cAUAnQEqIAAYAD7BUqRLp6UkIbAMAPAYCWwAnTNVy65nphIOgq0hFUpBdyNcSFHuzGTuoAD+0DBqklQsrTfPkoGn475IbgHnzftS' +
    '/4iv73/RyZZvkz8VWKjkLjoUcx7VcSuM94JWej1lWXtq2dLvcLkzNBkzQeErHBiG5AjtoST4qTtTFAE0xAAA',
);
const lossless = fromBase64('Lx/ABQAP8CPH4/AqSNuAxebanfkPP4BM2mb+Vc1Z3jEFEf0fBwAAAOkTex8=');
const alpha = fromBase64('AQ8w/xERQk3bBkyYhT+qvgNBRP8ngH58mgI=');
const underAlpha = fromBase64(
  'EAMAnQEqIAAYAD8RerRQLCglIrAIAYAiCWwAyyxxv2NGAP7zA//9iUdQAGBPhpwVTh3+y361f/1TsKK9jx5bfK/e9ulOVLqy0/UQ' +
    'AA==',
);

/** 24 bits, least significant byte first. */
function u24(value: number): Uint8Array {
  return u32(value, true).subarray(0, 3);
}

/** One chunk, filled up to an even length. */
export function webpChunk(name: string, content: Uint8Array): Uint8Array {
  const padding = new Uint8Array(content.length % 2);
  return Buffer.concat([Buffer.from(name), u32(content.length, true), content, padding]);
}

/** VP8X; `flags`: 2 animated, 4 XMP, 8 EXIF, 16 transparent, 32 colour profile. */
function canvas(flags: number, { width, height }: Size): [string, Uint8Array] {
  return ['VP8X', bytesOf(flags, u24(0), u24(width - 1), u24(height - 1))];
}

const frame: readonly [string, Uint8Array] = [
  'ANMF',
  bytesOf(
    u24(0),
    u24(0),
    u24(size.width - 1),
    u24(size.height - 1),
    u24(100),
    0,
    webpChunk('VP8 ', lossy),
  ),
];

export const lossyWebp = (): Uint8Array => webpHead([['VP8 ', lossy]]);

export const losslessWebp = (): Uint8Array => webpHead([['VP8L', lossless]]);

/** Half transparent, with a colour profile, EXIF and XMP. */
export function richWebp(): Uint8Array {
  return webpHead([
    canvas(0x3c, size),
    ['ICCP', iccProfile()],
    ['ALPH', alpha],
    ['VP8 ', underAlpha],
    ['EXIF', exif],
    ['XMP ', xmp],
  ]);
}

/** Three frames, on a canvas of the frames' size unless told. */
export function animatedWebp(canvasSize: Size = size): Uint8Array {
  return webpHead([
    canvas(0x02, canvasSize),
    ['ANIM', bytesOf(u32(0), u16(0))],
    frame,
    frame,
    frame,
  ]);
}
