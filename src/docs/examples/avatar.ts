import { createCartoonizer, type Recipe } from 'toonroom';

const cartoonizer = createCartoonizer({ assetBaseUrl: '/toonroom/' });
const recipe: Recipe = { styleId: '3d', strength: 1, exaggeration: 1, background: 'gradient' };

/** Draws the square around the faces of a photo as a small JPEG, ready to be uploaded. */
export async function drawAvatar(photo: Blob, sidePx = 256): Promise<File> {
  const { photoId, preview } = await cartoonizer.open(photo);
  preview.close();
  try {
    const output = { format: 'png', quality: 1, shape: '1:1' } as const;
    const square = await cartoonizer.encode(photoId, recipe, output);
    const small = await resize(square, sidePx);
    return new File([small], 'avatar.jpg', { type: small.type });
  } finally {
    cartoonizer.release(photoId);
  }
}

async function resize(picture: Blob, sidePx: number): Promise<Blob> {
  const bitmap = await createImageBitmap(picture, {
    resizeWidth: sidePx,
    resizeHeight: sidePx,
    resizeQuality: 'high',
  });
  const canvas = new OffscreenCanvas(sidePx, sidePx);
  canvas.getContext('2d')!.drawImage(bitmap, 0, 0);
  bitmap.close();
  return await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
}
