import { codeAt, viewOf } from './bytes.ts';
import { EngineError } from './errors.ts';
import { orientationFromExif } from './exif.ts';
import type { ImageHeader } from './imageHeader.ts';

// Readers of headers that are a few fields each. All throw RangeError where the bytes end.

/** PNG: IHDR, and before the picture data acTL (animated) and eXIf. Source: W3C PNG, 3rd edition. */
export function readPng(bytes: Uint8Array): ImageHeader {
  const view = viewOf(bytes);
  if (codeAt(view, 12) !== 'IHDR') {
    throw new EngineError('CORRUPT_IMAGE', 'decode', 'PNG: does not begin with its header');
  }
  const width = view.getUint32(16);
  const height = view.getUint32(20);
  let animated = false;
  let exif: Uint8Array | undefined;
  for (let offset = 33; offset + 8 <= bytes.length; offset += 12 + view.getUint32(offset)) {
    const code = codeAt(view, offset + 4);
    if (code === 'IDAT') break;
    if (code === 'acTL') animated = true;
    if (code === 'eXIf') exif ??= bytes.slice(offset + 8, offset + 8 + view.getUint32(offset));
  }
  const orientation = orientationFromExif(exif);
  return { format: 'png', width, height, orientation, exif, animated, cmyk: false };
}

/** GIF: the logical screen; animated when a second frame follows. Source: GIF89a. */
export function readGif(bytes: Uint8Array): ImageHeader {
  const view = viewOf(bytes);
  return {
    format: 'gif',
    width: view.getUint16(6, true),
    height: view.getUint16(8, true),
    orientation: 1,
    animated: hasSecondFrame(bytes, 13 + colourTableBytes(view.getUint8(10))),
    cmyk: false,
  };
}

function colourTableBytes(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

function hasSecondFrame(bytes: Uint8Array, start: number): boolean {
  let frames = 0;
  let offset = start;
  while (offset < bytes.length) {
    const kind = bytes[offset];
    if (kind === 0x21) {
      offset += 2; // extension: its label, then sub-blocks
    } else if (kind === 0x2c) {
      if (++frames === 2) return true;
      offset += 11 + colourTableBytes(bytes[offset + 9] ?? 0); // then the code size and sub-blocks
    } else {
      return false;
    }
    while (offset < bytes.length && bytes[offset] !== 0) offset += 1 + bytes[offset]!;
    offset += 1;
  }
  return false;
}

/** BMP: the size in its core or info header (rows may run upwards or downwards). */
export function readBmp(bytes: Uint8Array): ImageHeader {
  const view = viewOf(bytes);
  const isCore = view.getUint32(14, true) === 12;
  return {
    format: 'bmp',
    width: isCore ? view.getUint16(18, true) : view.getInt32(18, true),
    height: isCore ? view.getUint16(20, true) : Math.abs(view.getInt32(22, true)),
    orientation: 1,
    animated: false,
    cmyk: false,
  };
}

/** WebP: the size of its canvas or of its only frame. Source: RFC 9649. */
export function readWebp(bytes: Uint8Array): ImageHeader {
  const view = viewOf(bytes);
  const still = { format: 'webp', orientation: 1, animated: false, cmyk: false } as const;
  switch (codeAt(view, 12)) {
    case 'VP8 ':
      return {
        ...still,
        width: view.getUint16(26, true) & 0x3fff,
        height: view.getUint16(28, true) & 0x3fff,
      };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { ...still, width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X': {
      const exif = webpExif(bytes, view);
      return {
        ...still,
        width: (view.getUint32(24, true) & 0xffffff) + 1,
        height: (view.getUint32(26, true) >>> 8) + 1,
        animated: (view.getUint8(20) & 0x02) !== 0,
        orientation: orientationFromExif(exif),
        exif,
      };
    }
    default:
      throw new EngineError('CORRUPT_IMAGE', 'decode', 'WebP: an unknown first chunk');
  }
}

function webpExif(bytes: Uint8Array, view: DataView): Uint8Array | undefined {
  let offset = 12;
  while (offset + 8 <= bytes.length) {
    const size = view.getUint32(offset + 4, true);
    if (codeAt(view, offset) === 'EXIF') return bytes.slice(offset + 8, offset + 8 + size);
    offset += 8 + size + (size % 2);
  }
  return undefined;
}
