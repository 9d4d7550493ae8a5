import { startsWith } from './bytes.ts';
import { EngineError } from '../job/errors.ts';
import { readBmp, readGif, readPng, readWebp } from './imageFormats.ts';
import { isIsoImage, readIsoImage } from './isoImage.ts';
import { readJpeg } from './jpegHeader.ts';
import type { Orientation } from './orientation.ts';
import { otherFileOf } from './otherFiles.ts';

/**
 * A format of picture files that can be read; AVIF and HEIC only where the browser decodes them.
 */
export type ImageFormat =
  | 'jpeg' // JPEG
  | 'png' // PNG; of an animated one the first frame
  | 'webp' // WebP; of an animated one the first frame
  | 'avif' // AVIF
  | 'heic' // HEIC, which few browsers decode
  | 'gif' // GIF; the first frame
  | 'bmp'; // BMP

/** What a file's first bytes say, before anything is decoded. */
export interface ImageHeader {
  readonly format: ImageFormat;
  /** Size as stored, before `orientation` is applied, px. */
  readonly width: number;
  readonly height: number;
  readonly orientation: Orientation;
  /** The EXIF block as stored in the format; absent when it is not among the bytes. */
  readonly exif?: Uint8Array | undefined;
  readonly animated: boolean;
  readonly cmyk: boolean;
}

/**
 * The header of the picture that begins with `bytes`. The first 1 MiB is nearly always enough, the
 * whole file always is. With the first bytes alone, the EXIF block of a WebP, AVIF or HEIC may be
 * missing (it is at the end), and with it a WebP's orientation; a GIF whose second frame comes
 * later is taken for a still.
 * @throws EngineError stage `decode`: `EMPTY_FILE`; `RAW_PHOTO`, `PDF_FILE`, `VIDEO_FILE`;
 * `UNSUPPORTED_FORMAT` for an image of another kind; `NOT_AN_IMAGE` for anything else;
 * `CORRUPT_IMAGE` when the header is cut short, contradicts itself or has no size.
 */
export function readImageHeader(bytes: Uint8Array): ImageHeader {
  if (bytes.length === 0) throw new EngineError('EMPTY_FILE', 'decode', 'the file has no bytes');
  const read = readerFor(bytes);
  let header: ImageHeader;
  try {
    header = read(bytes);
  } catch (error) {
    if (error instanceof EngineError) throw error;
    // Every reader addresses a DataView, which throws where the bytes end.
    throw new EngineError('CORRUPT_IMAGE', 'decode', 'the header is cut short', { cause: error });
  }
  if (!(header.width > 0 && header.height > 0)) {
    const size = `${header.width}×${header.height}`;
    throw new EngineError('CORRUPT_IMAGE', 'decode', `a size of ${size} px`);
  }
  return header;
}

type Reader = (bytes: Uint8Array) => ImageHeader;

/** How many of a file's first bytes are enough to tell its kind. */
export const kindBytes = 64;

/** Whether a file that begins with `bytes` is a picture of a kind that can be read, whatever its name says. */
export function isImageFile(bytes: Uint8Array): boolean {
  return imageReader(bytes) !== undefined;
}

function readerFor(bytes: Uint8Array): Reader {
  const reader = imageReader(bytes);
  if (reader) return reader;
  const other = otherFileOf(bytes);
  if (other) throw new EngineError(other.code, 'decode', `the file is of the kind ${other.name}`);
  throw new EngineError('NOT_AN_IMAGE', 'decode', 'the first bytes are those of no known image');
}

function imageReader(bytes: Uint8Array): Reader | undefined {
  if (startsWith(bytes, '\xff\xd8')) return readJpeg;
  if (startsWith(bytes, '\x89PNG\r\n\x1a\n')) return readPng;
  if (startsWith(bytes, 'GIF87a') || startsWith(bytes, 'GIF89a')) return readGif;
  if (startsWith(bytes, 'BM') && bytes.length >= 26) return readBmp;
  if (startsWith(bytes, 'RIFF') && startsWith(bytes.subarray(8), 'WEBP')) return readWebp;
  return isIsoImage(bytes) ? readIsoImage : undefined;
}
