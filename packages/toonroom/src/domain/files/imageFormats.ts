import { codeAt, viewOf } from './bytes.ts';
import { EngineError } from '../job/errors.ts';
import { orientationFromExif } from './exif.ts';
import type { ImageHeader } from './imageHeader.ts';

// Readers of short headers. All throw RangeError where the bytes end.

/**
 * PNG: IHDR, and acTL (animated) and eXIf if they come before the picture data. Source: W3C PNG,
 * 3rd edition.
 */
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

/**
 * GIF: the logical screen, which decoders enlarge to cover the first frame; animated when a second
 * frame follows. Source: GIF89a.
 * @throws EngineError `CORRUPT_IMAGE` without a frame.
 */
export function readGif(bytes: Uint8Array): ImageHeader {
  const view = viewOf(bytes);
  const first = findFrame(view, 13 + colourTableBytes(view.getUint8(10)));
  if (first === undefined) throw new EngineError('CORRUPT_IMAGE', 'decode', 'GIF: no frame');
  const field = (offset: number): number => view.getUint16(offset, true);
  return {
    format: 'gif',
    width: Math.max(field(6), field(first + 1) + field(first + 5)),
    height: Math.max(field(8), field(first + 3) + field(first + 7)),
    orientation: 1,
    animated: findFrame(view, frameEnd(view, first)) !== undefined,
    cmyk: false,
  };
}

function colourTableBytes(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

/** Offset of the next frame; undefined when the bytes end before it. */
function findFrame(view: DataView, start: number): number | undefined {
  let offset = start;
  // An extension consists of a marker, a label and sub-blocks.
  while (byteAt(view, offset) === 0x21) offset = subBlocksEnd(view, offset + 2);
  return byteAt(view, offset) === 0x2c ? offset : undefined;
}

/** A frame consists of ten bytes, its colour table, its first code size and sub-blocks. */
function frameEnd(view: DataView, frame: number): number {
  return subBlocksEnd(view, frame + 11 + colourTableBytes(view.getUint8(frame + 9)));
}

function subBlocksEnd(view: DataView, start: number): number {
  let offset = start;
  for (let size = byteAt(view, offset); size; size = byteAt(view, offset)) offset += 1 + size;
  return offset + 1;
}

function byteAt(view: DataView, offset: number): number | undefined {
  return offset < view.byteLength ? view.getUint8(offset) : undefined;
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
