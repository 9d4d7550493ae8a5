import { bytesOf, codeAt, u32, viewOf } from './bytes.ts';
import { startsWithExifMark } from './exif.ts';
import { readWebp } from './imageFormats.ts';
import { jpegSegment } from './jpegWriter.ts';
import { pngChunk } from './pngWriter.ts';

/** The number of bytes at a file's start that {@link exifPieces} reads. */
export const piecesHeadBytes = 1 << 16;

/** Bytes of a file from one offset to another. */
interface Range {
  readonly from: number;
  readonly to: number;
}

/** New bytes, or those of the file. */
export type Piece = Uint8Array<ArrayBuffer> | Range;

/** A file that an EXIF block is put into, written by a browser's canvas or by this project. */
interface WrittenFile {
  readonly format: 'png' | 'jpeg' | 'webp';
  /** Its first {@link piecesHeadBytes}, or all of it. */
  readonly head: Uint8Array;
  readonly sizeBytes: number;
}

/**
 * `file` with `exif` (a TIFF, shorter than a JPEG segment) in it, as pieces to be joined; pixels
 * are not read. It replaces the EXIF block with size and colour space that some browsers write on
 * their own.
 */
export function exifPieces(file: WrittenFile, exif: Uint8Array): readonly Piece[] {
  switch (file.format) {
    case 'png':
      return replace(file, placeInPng(file.head), pngChunk('eXIf', exif));
    case 'jpeg':
      return replace(file, placeInJpeg(file.head), jpegSegment(0xe1, 'Exif\0\0', exif));
    case 'webp':
      return webpPieces(file, exif);
  }
}

function replace(
  { sizeBytes }: WrittenFile,
  { from, to }: Range,
  part: Uint8Array<ArrayBuffer>,
): readonly Piece[] {
  return [{ from: 0, to: from }, part, { from: to, to: sizeBytes }];
}

/** The existing block, else the place after the signature and IHDR. */
function placeInPng(head: Uint8Array): Range {
  const view = viewOf(head);
  const start = 8 + 25;
  for (let from = start, to = from; from + 8 <= head.length; from = to) {
    to = from + 12 + view.getUint32(from);
    if (codeAt(view, from + 4) === 'eXIf') return { from, to };
  }
  return { from: start, to: start };
}

/** The existing block, else the place after JFIF's segment, which must come first. */
function placeInJpeg(head: Uint8Array): Range {
  const view = viewOf(head);
  let start = 2;
  for (let from = start, to = from; from + 4 <= head.length; from = to) {
    const marker = view.getUint16(from);
    if (marker < 0xffe0 || marker > 0xffef) break;
    to = from + 2 + view.getUint16(from + 2);
    if (marker === 0xffe1 && startsWithExifMark(head.subarray(from + 4))) return { from, to };
    if (marker === 0xffe0) start = to;
  }
  return { from: start, to: start };
}

const alphaFlag = 0x10;
const exifFlag = 0x08;

/** In a WebP, EXIF comes last, and only an extended WebP may hold it (RFC 9649). */
function webpPieces({ head, sizeBytes }: WrittenFile, exif: Uint8Array): readonly Piece[] {
  const view = viewOf(head);
  const isExtended = codeAt(view, 12) === 'VP8X';
  const { width, height } = readWebp(head);
  const flags = isExtended ? view.getUint8(20) : hasAlpha(view) ? alphaFlag : 0;
  const canvas = webpChunk(
    'VP8X',
    bytesOf(flags | exifFlag, 0, 0, 0, u24(width - 1), u24(height - 1)),
  );
  const pixels = { from: isExtended ? 12 + canvas.length : 12, to: sizeBytes };
  const end = webpChunk('EXIF', exif);
  const riffBytes = 4 + canvas.length + pixels.to - pixels.from + end.length;
  return [bytesOf('RIFF', u32(riffBytes, true), 'WEBP', canvas), pixels, end];
}

/** Whether a simple WebP has transparency: only a lossless one can. */
function hasAlpha(view: DataView): boolean {
  return codeAt(view, 12) === 'VP8L' && (view.getUint8(24) & 0x10) !== 0;
}

function webpChunk(code: string, content: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytesOf(
    bytesOf(code, u32(content.length, true)),
    content,
    new Uint8Array(content.length % 2),
  );
}

/** Little-endian, as everything in a WebP. */
function u24(value: number): Uint8Array {
  return u32(value, true).subarray(0, 3);
}
