import type { Orientation } from './orientation.ts';

const orientationTag = 0x0112;
const shortType = 3;

/**
 * The orientation in an EXIF block (a TIFF of either byte order, with or without the leading
 * `Exif\0\0`); 1 when it has none or cannot be read, as browsers take it.
 */
export function orientationFromExif(exif: Uint8Array): Orientation {
  const tiff = startsWithExifMark(exif) ? exif.subarray(6) : exif;
  try {
    return orientationFromTiff(new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength));
  } catch (error) {
    if (error instanceof RangeError) return 1; // an offset beyond the block
    throw error;
  }
}

/** Whether `bytes` begin with `Exif\0\0`. */
export function startsWithExifMark(bytes: Uint8Array): boolean {
  return [0x45, 0x78, 0x69, 0x66, 0, 0].every((value, index) => bytes[index] === value);
}

function orientationFromTiff(view: DataView): Orientation {
  const order = view.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return 1;
  const little = order === 0x4949;
  if (view.getUint16(2, little) !== 42) return 1;
  const directory = view.getUint32(4, little);
  const entries = view.getUint16(directory, little);
  for (let entry = 0; entry < entries; entry++) {
    const offset = directory + 2 + entry * 12;
    if (view.getUint16(offset, little) !== orientationTag) continue;
    if (view.getUint16(offset + 2, little) !== shortType) return 1;
    return toOrientation(view.getUint16(offset + 8, little));
  }
  return 1;
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
