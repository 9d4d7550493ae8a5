import { createCartoonizer, type Progress, type Recipe } from 'toonroom';

const cartoonizer = createCartoonizer({ assetBaseUrl: '/toonroom/' });
const recipe: Recipe = { styleId: 'comic', strength: 1, exaggeration: 1 };

/** Shows a preview on a canvas. Aborting `signal` rejects at once with an `AbortError`. */
export async function showPreview(
  photo: Blob,
  canvas: HTMLCanvasElement,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<void> {
  const { photoId, preview } = await cartoonizer.open(photo, { signal });
  preview.close();
  try {
    const { bitmap } = await cartoonizer.render(photoId, recipe, { signal, onProgress });
    canvas.width = bitmap.width;
    canvas.height = bitmap.height;
    canvas.getContext('bitmaprenderer')!.transferFromImageBitmap(bitmap);
  } finally {
    cartoonizer.release(photoId);
  }
}
