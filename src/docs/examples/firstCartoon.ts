import { createCartoonizer } from 'toonroom';

const cartoonizer = createCartoonizer({ assetBaseUrl: '/toonroom/' });

/** Draws a photo at its own size. */
export async function drawCartoon(photo: Blob): Promise<Blob> {
  const { photoId, preview } = await cartoonizer.open(photo);
  preview.close();
  try {
    const recipe = { styleId: 'anime', strength: 1, exaggeration: 1 };
    return await cartoonizer.encode(photoId, recipe, { format: 'png', quality: 1 });
  } finally {
    cartoonizer.release(photoId);
  }
}
