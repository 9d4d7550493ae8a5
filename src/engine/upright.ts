import type { ImageFormat, ImageHeader } from '#domain/imageHeader.ts';
import { orient, orientedSize } from '#domain/orientation.ts';
import { createCanvas } from './photoPixels.ts';

/**
 * Files of 2 × 1 px whose EXIF block says that they are to be turned by a quarter. Of JPEG, every browser takes what
 * its EXIF says; AVIF and HEIC have to be turned to be decoded at all.
 */
const probes: Partial<Record<ImageFormat, string>> = {
  png: 'iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAAAAADRSSBWAAAAGmVYSWZJSSoACAAAAAEAEgEDAAEAAAAGAAAAAAAAALdIESkAAAALSURBVHicY2BgAAAAAwABuK06YwAAAABJRU5ErkJggg==',
  webp: 'UklGRk4AAABXRUJQVlA4WAoAAAAIAAAAAQAAAAAAVlA4TA4AAAAvAQAAAAcQEf0PRET/A0VYSUYaAAAASUkqAAgAAAABABIBAwABAAAABgAAAAAAAAA=',
};

/** As decoders are asked: turned as the file says, where they know how. */
export const decodeOptions: ImageBitmapOptions = {
  imageOrientation: 'from-image',
  colorSpaceConversion: 'default',
};

const answers = new Map<ImageFormat, Promise<boolean>>();

/** Whether this browser turns pictures of a format as their EXIF block says; asked once. */
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
    // What cannot be decoded is not turned either.
    return true;
  }
}

/**
 * The decoded picture as its header says it is to be seen. Takes over `bitmap`; the caller closes the answer.
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
