import { createCartoonizer } from 'toonroom';

const cartoonizer = createCartoonizer({ assetBaseUrl: '/toonroom/' });

/** Half anime, half comic, with heavier lines and warmer colours. */
const styleId = 'anime.50*comic.50**lineWeight.40*warmth.30';

export async function drawInOwnStyle(photo: Blob): Promise<Blob> {
  const { photoId, preview } = await cartoonizer.open(photo);
  preview.close();
  try {
    const recipe = { styleId, strength: 1, exaggeration: 0.8 };
    return await cartoonizer.encode(photoId, recipe, { format: 'webp', quality: 0.9 });
  } finally {
    cartoonizer.release(photoId);
  }
}
