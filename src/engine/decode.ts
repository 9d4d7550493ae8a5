import { EngineError } from '#domain/errors.ts';
import { type ImageFormat, type ImageHeader, readImageHeader } from '#domain/imageHeader.ts';

/** Beyond this many pixels nothing is decoded. */
const MAX_PIXELS = 100_000_000;
/** Enough for the header of nearly every file; the rest is read only if this was not. */
const HEADER_BYTES = 1 << 20;
/** Formats whose EXIF block may stand behind the picture's data. */
const exifLast: ReadonlySet<ImageFormat> = new Set(['webp', 'avif', 'heic']);

export interface DecodedPhoto {
  readonly header: ImageHeader;
  /** Upright; the caller closes it. */
  readonly bitmap: ImageBitmap;
}

/**
 * Decodes a photo, upright by its EXIF orientation; of an animation the first frame.
 *
 * @throws EngineError `EMPTY_FILE`, `NOT_AN_IMAGE`, `UNSUPPORTED_FORMAT`, `CORRUPT_IMAGE`, or
 * `TOO_MANY_PIXELS` (before anything is decoded).
 */
export async function decodePhoto(blob: Blob): Promise<DecodedPhoto> {
  const header = await readHeader(blob);
  if (header.width * header.height > MAX_PIXELS) {
    const detail = `${header.width} × ${header.height} px`;
    throw new EngineError('TOO_MANY_PIXELS', 'decode', detail);
  }
  try {
    const bitmap = await createImageBitmap(blob, {
      imageOrientation: 'from-image',
      colorSpaceConversion: 'default',
    });
    return { header, bitmap };
  } catch (error) {
    // Not every browser decodes these two, however sound the file is.
    const optional = header.format === 'heic' || header.format === 'avif';
    const code = optional ? 'UNSUPPORTED_FORMAT' : 'CORRUPT_IMAGE';
    throw new EngineError(code, 'decode', `${header.format}: ${String(error)}`, { cause: error });
  }
}

async function readHeader(blob: Blob): Promise<ImageHeader> {
  try {
    const header = readImageHeader(await bytesOf(blob.slice(0, HEADER_BYTES)));
    const isComplete = header.exif !== undefined || !exifLast.has(header.format);
    if (isComplete || blob.size <= HEADER_BYTES) return header;
  } catch (error) {
    const cutShort = error instanceof EngineError && error.code === 'CORRUPT_IMAGE';
    if (!cutShort || blob.size <= HEADER_BYTES) throw error;
  }
  return readImageHeader(await bytesOf(blob));
}

async function bytesOf(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.arrayBuffer());
}
