import { createCartoonizer, EngineError, type Output, type Recipe } from 'toonroom';

/** The drawing of a photo, or why there is none. */
export type Drawn =
  | { readonly index: number; readonly drawing: Blob }
  | { readonly index: number; readonly code: string };

const cartoonizer = createCartoonizer({ assetBaseUrl: '/toonroom/' });
const recipe: Recipe = { styleId: 'sketch', strength: 1, exaggeration: 1 };
const output: Output = { format: 'jpeg', quality: 0.9 };

addEventListener('message', ({ data }: MessageEvent<readonly Blob[]>) => void drawEach(data));

/** A photo that cannot be drawn does not stop the others. */
async function drawEach(photos: readonly Blob[]): Promise<void> {
  for (const [index, photo] of photos.entries()) {
    let photoId: string | undefined;
    try {
      const opened = await cartoonizer.open(photo);
      ({ photoId } = opened);
      opened.preview.close();
      postMessage({ index, drawing: await cartoonizer.encode(photoId, recipe, output) });
    } catch (error) {
      postMessage({ index, code: error instanceof EngineError ? error.code : String(error) });
    } finally {
      if (photoId !== undefined) cartoonizer.release(photoId);
    }
  }
}
