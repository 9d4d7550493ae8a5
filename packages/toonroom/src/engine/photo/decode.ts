import { missingShare } from '#domain/files/cutShort.ts';
import { EngineError, type ErrorCode } from '#domain/job/errors.ts';
import { type ImageFormat, type ImageHeader, readImageHeader } from '#domain/files/imageHeader.ts';
import { readPhoto } from '../pixels/photoPixels.ts';
import { decodeOptions, uprightBitmap } from './upright.ts';

/** Beyond this many pixels nothing is decoded. */
const maxPixels = 100_000_000;
/** Enough for the header of nearly every file; the rest is read only if this was not. */
const headerBytes = 1 << 20;
/** Formats whose EXIF block may stand behind the picture's data. */
const exifLast: ReadonlySet<ImageFormat> = new Set(['webp', 'avif', 'heic']);

export interface DecodedPhoto {
  readonly header: ImageHeader;
  /** Upright; the caller closes it. */
  readonly bitmap: ImageBitmap;
  /** Whether the file ends before the picture does. */
  readonly isCutShort: boolean;
}

/** The end of a JPEG. */
const jpegEnd = Uint8Array.of(0xff, 0xd9);
/** A JPEG that lacks a larger share of its rows is refused. */
const mostMissing = 0.25;
/** Size of the smaller picture in which missing rows are counted. */
const lookPx = 256;

/**
 * Decodes a photo, upright by its EXIF orientation; of an animation the first frame.
 *
 * @throws EngineError `UNSUPPORTED_HEIC`, `OUT_OF_MEMORY`, those of `readImageHeader`, or `TOO_MANY_PIXELS` (before anything is decoded, if the header tells the truth).
 */
export async function decodePhoto(blob: Blob): Promise<DecodedPhoto> {
  const header = await readHeader(blob);
  refuseTooLarge(header);
  const { bitmap, isCutShort } = await decode(blob, header);
  try {
    // A decoder may find more in a file than its header tells.
    refuseTooLarge(bitmap);
  } catch (error) {
    bitmap.close();
    throw error;
  }
  return { header, bitmap: await uprightBitmap(bitmap, header), isCutShort };
}

function refuseTooLarge({ width, height }: { width: number; height: number }): void {
  if (width * height <= maxPixels) return;
  throw new EngineError('TOO_MANY_PIXELS', 'decode', `${width} × ${height} px`);
}

async function decode(
  blob: Blob,
  { format }: ImageHeader,
): Promise<Pick<DecodedPhoto, 'bitmap' | 'isCutShort'>> {
  try {
    return { bitmap: await createImageBitmap(blob, decodeOptions), isCutShort: false };
  } catch (error) {
    const bitmap = format === 'jpeg' ? await decodeCutShort(blob) : undefined;
    if (bitmap) return { bitmap, isCutShort: true };
    throw new EngineError(codeOfRefusal(format), 'decode', `${format}: ${String(error)}`, {
      cause: error,
    });
  }
}

/** A JPEG cut short, if most of its picture is there. Decoders refuse a file without its end marker: it is added. */
async function decodeCutShort(blob: Blob): Promise<ImageBitmap | undefined> {
  const ended = new Blob([blob, jpegEnd]);
  const bitmap = await createImageBitmap(ended, decodeOptions).catch(() => undefined);
  if (!bitmap) return undefined;
  const look = readPhoto(bitmap, lookPx, Math.min(lookPx, bitmap.height));
  if (missingShare(look) <= mostMissing) return bitmap;
  bitmap.close();
  return undefined;
}

/** What it means that the browser would not decode a file whose header is sound. */
function codeOfRefusal(format: ImageFormat): ErrorCode {
  if (format === 'heic') return 'UNSUPPORTED_HEIC';
  // Not every browser decodes it.
  return format === 'avif' ? 'UNSUPPORTED_FORMAT' : 'CORRUPT_IMAGE';
}

async function readHeader(blob: Blob): Promise<ImageHeader> {
  try {
    const header = readImageHeader(await bytesOf(blob.slice(0, headerBytes)));
    const isComplete = header.exif !== undefined || !exifLast.has(header.format);
    if (isComplete || blob.size <= headerBytes) return header;
  } catch (error) {
    const cutShort = error instanceof EngineError && error.code === 'CORRUPT_IMAGE';
    if (!cutShort || blob.size <= headerBytes) throw error;
  }
  return readImageHeader(await bytesOf(blob));
}

async function bytesOf(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.arrayBuffer());
}
