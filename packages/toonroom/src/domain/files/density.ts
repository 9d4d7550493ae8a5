import { bytesOf, codeAt, u16, u32, viewOf } from './bytes.ts';
import { jpegSegment } from './jpegWriter.ts';
import { pngChunk } from './pngWriter.ts';

// Picture files that say how large they are printed.

const metresPerInch = 0.0254;
/** Signature and header of a PNG: the first chunk has a fixed place and length. */
const pngHeaderEnd = 33;

/** A PNG that is printed at `dpi` pixels per inch; what it said before is replaced. @throws RangeError where it is none. */
export function pngWithDpi(png: Uint8Array, dpi: number): Uint8Array<ArrayBuffer> {
  const view = viewOf(png);
  if (codeAt(view, 12) !== 'IHDR') throw new RangeError('no PNG');
  const perMetre = u32(Math.round(dpi / metresPerInch));
  const kept: Uint8Array[] = [];
  for (let at = pngHeaderEnd; at + 12 <= png.length;) {
    const end = at + 12 + view.getUint32(at);
    if (codeAt(view, at + 4) !== 'pHYs') kept.push(png.subarray(at, end));
    at = end;
  }
  // Before the picture's data; the unit 1 is the metre.
  const density = pngChunk('pHYs', bytesOf(perMetre, perMetre, 1));
  return joined([png.subarray(0, pngHeaderEnd), density, ...kept]);
}

/** A JPEG that is printed at `dpi` pixels per inch; what its JFIF header said is replaced. @throws RangeError where it is none. */
export function jpegWithDpi(jpeg: Uint8Array, dpi: number): Uint8Array<ArrayBuffer> {
  const view = viewOf(jpeg);
  if (view.getUint16(0) !== 0xffd8) throw new RangeError('no JPEG');
  const hasJfif = view.getUint16(2) === 0xffe0 && codeAt(view, 6) === 'JFIF';
  const rest = hasJfif ? 4 + view.getUint16(4) : 2;
  const perInch = u16(Math.round(dpi));
  // Version 1.1, in dots per inch, without a small picture.
  const header = jpegSegment(0xe0, 'JFIF', 0, 1, 1, 1, perInch, perInch, 0, 0);
  return joined([jpeg.subarray(0, 2), header, jpeg.subarray(rest)]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
