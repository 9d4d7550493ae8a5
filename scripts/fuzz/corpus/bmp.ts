import { bytesOf, u16, u32 } from '#domain/files/bytes.ts';
import { size } from './painting.ts';

const u16le = (value: number): Uint8Array => u16(value, true);
const u32le = (value: number): Uint8Array => u32(value >>> 0, true);
const palette = bytesOf(40, 40, 200, 0, 200, 40, 40, 0);

interface BmpShape {
  readonly width: number;
  /** Negative where the rows run downwards. */
  readonly height: number;
  readonly bitsPerPixel: number;
  /** 0 none, 1 runs of 8 bit pixels. */
  readonly compression: number;
}

/** A BMP with the header that Windows 3 introduced, and, up to 8 bits, a palette of two colours. */
export function infoBmp(shape: BmpShape, pixels: Uint8Array): Uint8Array {
  const colours = shape.bitsPerPixel <= 8 ? palette : Uint8Array.of();
  const offset = 54 + colours.length;
  return Buffer.concat([
    bytesOf('BM', u32le(offset + pixels.length), u32le(0), u32le(offset)),
    bytesOf(u32le(40), u32le(shape.width), u32le(shape.height), u16le(1)),
    bytesOf(u16le(shape.bitsPerPixel), u32le(shape.compression), u32le(pixels.length)),
    bytesOf(u32le(2835), u32le(2835), u32le(colours.length / 4), u32le(0)),
    colours,
    pixels,
  ]);
}

export function plainBmp(): Uint8Array {
  const { width, height } = size;
  const shape = { width, height, bitsPerPixel: 24, compression: 0 };
  return infoBmp(
    shape,
    Uint8Array.from({ length: width * height * 3 }, (_, index) => index & 255),
  );
}

/** 32 bits a pixel, rows from the top down. */
export function downwardBmp(): Uint8Array {
  const { width, height } = size;
  const shape = { width, height: -height, bitsPerPixel: 32, compression: 0 };
  return infoBmp(shape, new Uint8Array(width * height * 4).fill(120));
}

/** Each row one run of the second colour. */
export function packedBmp(): Uint8Array {
  const { width, height } = size;
  const rows = Array.from({ length: height }, () => bytesOf(width, 1, 0, 0));
  return infoBmp({ width, height, bitsPerPixel: 8, compression: 1 }, bytesOf(...rows, 0, 1));
}

/** One bit a pixel, with the header of OS/2. */
export function coreBmp(): Uint8Array {
  const { width, height } = size;
  const pixels = new Uint8Array(Math.ceil(width / 32) * 4 * height).fill(0x33);
  return bytesOf(
    bytesOf('BM', u32le(32 + pixels.length), u32le(0), u32le(32)),
    bytesOf(u32le(12), u16le(width), u16le(height), u16le(1), u16le(1)),
    bytesOf(40, 40, 200, 200, 40, 40),
    pixels,
  );
}
