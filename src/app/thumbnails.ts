import { readImageHeader } from '#domain/imageHeader.ts';

const sidePx = 256;
/** A larger picture is not decoded for the sake of a thumbnail. */
const mostPixels = 40_000_000;
const headerBytes = 1 << 20;
/** 0..1: faces are above the middle. */
const verticalCentre = 0.35;

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

/** A square of 256 px out of a picture; the caller closes the bitmap, afterwards. */
export async function thumbnailOf(bitmap: ImageBitmap): Promise<Blob> {
  const canvas = new OffscreenCanvas(sidePx, sidePx);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The browser refuses another canvas.');
  const { width, height } = bitmap;
  const side = Math.min(width, height);
  const [left, top] = [(width - side) / 2, (height - side) * verticalCentre];
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, left, top, side, side, 0, 0, sidePx, sidePx);
  return await canvas.convertToBlob({ type: 'image/webp', quality: 0.85 });
}
