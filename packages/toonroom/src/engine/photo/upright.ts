import type { ImageFormat, ImageHeader } from '#domain/files/imageHeader.ts';
import { orient, orientedSize } from '#domain/files/orientation.ts';
import { createCanvas } from '../pixels/photoPixels.ts';

/**
 * Files of 2 × 1 px with a quarter turn in their EXIF block, in base64. They show whether a browser applies the
 * orientation of a format. Every browser does for JPEG; for AVIF and HEIC the rotation is part of decoding.
 */
const probes: Partial<Record<ImageFormat, string>> = {
  png: 'iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAAAAADRSSBWAAAAGmVYSWZJSSoACAAAAAEAEgEDAAEAAAAGAAAAAAAAALdIESkAAAALSURBVHicY2BgAAAAAwABuK06YwAAAABJRU5ErkJggg==',
  webp: 'UklGRk4AAABXRUJQVlA4WAoAAAAIAAAAAQAAAAAAVlA4TA4AAAAvAQAAAAcQEf0PRET/A0VYSUYaAAAASUkqAAgAAAABABIBAwABAAAABgAAAAAAAAA=',
};

/** Options of every decoding: upright, where the browser knows the format's orientation. */
export const decodeOptions: ImageBitmapOptions = {
  imageOrientation: 'from-image',
  colorSpaceConversion: 'default',
};

const answers = new Map<ImageFormat, Promise<boolean>>();

/** Whether this browser applies the EXIF orientation of a format. The answer is kept. */
function turnsByItself(format: ImageFormat): Promise<boolean> {
  const known = answers.get(format) ?? askDecoder(format);
  answers.set(format, known);
  return known;
}

async function askDecoder(format: ImageFormat): Promise<boolean> {
  const probe = probes[format];
  if (!probe) return true;
  const bytes = Uint8Array.from(atob(probe), (character) => character.charCodeAt(0));
  try {
    const bitmap = await createImageBitmap(new Blob([bytes]), decodeOptions);
    const isTurned = bitmap.height === 2;
    bitmap.close();
    return isTurned;
  } catch {
    // A format that the browser cannot decode never needs turning.
    return true;
  }
}

/**
 * The decoded picture upright, by the orientation in its header. Takes over `bitmap`; the caller closes the answer.
 *
 * @throws EngineError `OUT_OF_MEMORY` when the browser refuses a canvas of that size.
 */
export async function uprightBitmap(
  bitmap: ImageBitmap,
  { format, orientation }: ImageHeader,
): Promise<ImageBitmap> {
  if (orientation === 1 || (await turnsByItself(format))) return bitmap;
  try {
    const size = orientedSize(bitmap.width, bitmap.height, orientation);
    const { canvas, context } = createCanvas(size.width, size.height);
    const { a, b, c, d, e, f } = orient(orientation, bitmap.width, bitmap.height);
    context.setTransform(a, b, c, d, e, f);
    context.drawImage(bitmap, 0, 0);
    return canvas.transferToImageBitmap();
  } finally {
    bitmap.close();
  }
}
