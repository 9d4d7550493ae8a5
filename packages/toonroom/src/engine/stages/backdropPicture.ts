import type { Raster } from '#domain/picture/raster.ts';
import type { Recipe } from '../contract.ts';
import type { OpenPhoto } from '../photo/openPhoto.ts';
import { createCanvas } from '../pixels/photoPixels.ts';

/** Long side of a background picture; a larger output enlarges it. */
const mostPx = 2048;

/**
 * The picture that the recipe puts behind people, cut to the photo's proportions; kept with the photo. Undefined where
 * the recipe wants none or it cannot be decoded.
 */
export async function pictureOf(
  photo: OpenPhoto,
  { background, backdrop, backdropFile }: Recipe,
): Promise<Raster | undefined> {
  const pictureId = backdrop?.pictureId;
  if (background !== 'picture' || pictureId === undefined || !backdropFile) return undefined;
  if (photo.backdropPicture?.pictureId !== pictureId) {
    const picture = await decodeCover(backdropFile, photo.bitmap).catch(() => undefined);
    photo.backdropPicture = { pictureId, picture };
  }
  return photo.backdropPicture.picture;
}

async function decodeCover(
  file: Blob,
  photo: { readonly width: number; readonly height: number },
): Promise<Raster> {
  const bitmap = await createImageBitmap(file);
  try {
    const scale = Math.min(1, mostPx / Math.max(photo.width, photo.height));
    const width = Math.max(1, Math.round(photo.width * scale));
    const height = Math.max(1, Math.round(photo.height * scale));
    const cover = Math.max(width / bitmap.width, height / bitmap.height);
    const { canvas, context } = createCanvas(width, height);
    try {
      // What is transparent in the picture is white in the background.
      context.fillStyle = '#ffffff';
      context.fillRect(0, 0, width, height);
      context.imageSmoothingQuality = 'high';
      const [w, h] = [bitmap.width * cover, bitmap.height * cover];
      context.drawImage(bitmap, (width - w) / 2, (height - h) / 2, w, h);
      return context.getImageData(0, 0, width, height);
    } finally {
      canvas.width = 0;
    }
  } finally {
    bitmap.close();
  }
}
