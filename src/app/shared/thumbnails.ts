import type { Box } from '#domain/picture/geometry.ts';
import { readImageHeader } from '#domain/files/imageHeader.ts';

const sidePx = 256;
/** A larger picture is not decoded for the sake of a thumbnail. */
const mostPixels = 40_000_000;
const headerBytes = 1 << 20;
/** 0..1: faces are above the middle. */
const verticalCentre = 0.35;
/** A square so many times as high as a face holds the head with its hair. */
const headShare = 2;

/** A square of 256 px out of a picture file. Rejects where it cannot be decoded or is very large. */
export async function thumbnailOfFile(file: Blob): Promise<Blob> {
  const { width, height } = readImageHeader(
    new Uint8Array(await file.slice(0, headerBytes).arrayBuffer()),
  );
  if (width * height > mostPixels) throw new RangeError(`${width} × ${height} px`);
  const bitmap = await createImageBitmap(file);
  try {
    return await thumbnailOf(bitmap);
  } finally {
    bitmap.close();
  }
}

/** A square of a picture, in its px. */
export interface Square {
  readonly left: number;
  readonly top: number;
  readonly side: number;
}

/** A square of 256 px out of a picture; the caller closes the bitmap, afterwards. */
export async function thumbnailOf(
  bitmap: ImageBitmap,
  { left, top, side }: Square = upperSquare(bitmap),
): Promise<Blob> {
  const canvas = new OffscreenCanvas(sidePx, sidePx);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The browser refuses another canvas.');
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, left, top, side, side, 0, 0, sidePx, sidePx);
  return await canvas.convertToBlob({ type: 'image/webp', quality: 0.85 });
}

function upperSquare({ width, height }: ImageBitmap): Square {
  const side = Math.min(width, height);
  return { left: (width - side) / 2, top: (height - side) * verticalCentre, side };
}

/** The square around the first of the faces, as far as the picture reaches; faces and `photoWidth` are in the photo's px. */
export function squareAround(
  bitmap: ImageBitmap,
  [face]: readonly { readonly box: Box }[],
  photoWidth: number,
): Square {
  if (!face) return upperSquare(bitmap);
  const scale = bitmap.width / photoWidth;
  const { x, y, width, height } = face.box;
  const side = Math.min(bitmap.width, bitmap.height, headShare * height * scale);
  const within = (centre: number, length: number): number =>
    Math.min(length - side, Math.max(0, centre * scale - side / 2));
  const left = within(x + width / 2, bitmap.width);
  return { left, top: within(y + height / 2, bitmap.height), side };
}
