import { startsWith, viewOf } from './bytes.ts';
import type { Orientation } from './orientation.ts';

const orientationTag = 0x0112;

/** The types of a TIFF's values that are read or written here (TIFF 6.0, section 2). */
export const tiffTypes = { text: 2, short: 3, long: 4, ratio: 5, undefined: 7 } as const;

/** An EXIF block: a TIFF of either byte order. */
export interface Tiff {
  readonly view: DataView;
  readonly little: boolean;
  /** Offset of its first directory; it may lie outside the block. */
  readonly directoryAt: number;
}

/** A field of a directory. */
export interface TiffField {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  /** Offset of the four bytes that hold the value, or the offset of a longer value. */
  readonly valueAt: number;
}

/** The TIFF in an EXIF block, with or without the leading `Exif\0\0`; undefined when there is none. */
export function readTiff(exif: Uint8Array): Tiff | undefined {
  const tiff = startsWithExifMark(exif) ? exif.subarray(6) : exif;
  if (tiff.length < 8) return undefined;
  const view = viewOf(tiff);
  const order = view.getUint16(0);
  const little = order === 0x4949;
  if ((!little && order !== 0x4d4d) || view.getUint16(2, little) !== 42) return undefined;
  return { view, little, directoryAt: view.getUint32(4, little) };
}

/**
 * The fields of the directory at `offset`, as far as the block reaches. Offsets in fields are not
 * followed.
 */
export function* fieldsAt({ view, little }: Tiff, offset: number): Generator<TiffField> {
  if (offset + 2 > view.byteLength) return;
  const end = offset + 2 + 12 * view.getUint16(offset, little);
  for (let at = offset + 2; at < end && at + 12 <= view.byteLength; at += 12) {
    yield {
      tag: view.getUint16(at, little),
      type: view.getUint16(at + 2, little),
      count: view.getUint32(at + 4, little),
      valueAt: at + 8,
    };
  }
}

/** The orientation in an EXIF block; as in browsers, 1 when there is none or it cannot be read. */
export function orientationFromExif(exif: Uint8Array | undefined): Orientation {
  const tiff = exif && readTiff(exif);
  if (!tiff) return 1;
  for (const { tag, type, valueAt } of fieldsAt(tiff, tiff.directoryAt)) {
    if (tag !== orientationTag) continue;
    if (type !== tiffTypes.short) return 1;
    return toOrientation(tiff.view.getUint16(valueAt, tiff.little));
  }
  return 1;
}

/** Whether `bytes` begin with `Exif\0\0`. */
export function startsWithExifMark(bytes: Uint8Array): boolean {
  return startsWith(bytes, 'Exif\0\0');
}

function toOrientation(value: number): Orientation {
  switch (value) {
    case 2:
    case 3:
    case 4:
    case 5:
    case 6:
    case 7:
    case 8:
      return value;
    default:
      return 1;
  }
}
