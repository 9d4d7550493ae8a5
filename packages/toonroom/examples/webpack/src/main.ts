import { createCartoonizer, EngineError, type Output, type Recipe } from 'toonroom';

const field = document.querySelector('input')!;
const image = document.querySelector('img')!;
const status = document.querySelector('[role=status]')!;

// `toonroom copy dist/toonroom` has put its files there.
const cartoonizer = createCartoonizer({ assetBaseUrl: 'toonroom/' });
const recipe: Recipe = { styleId: 'comic', strength: 1, exaggeration: 1 };
const output: Output = { format: 'jpeg', quality: 0.9 };
let running = new AbortController();

/** Draws a file at its own size. */
async function draw(photo: Blob): Promise<void> {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  let photoId: string | undefined;
  try {
    const opened = await cartoonizer.open(photo, { signal });
    opened.preview.close();
    photoId = opened.photoId;
    const file = await cartoonizer.encode(photoId, recipe, output, {
      signal,
      onProgress: ({ stage, fraction }) => {
        status.textContent = `${stage} ${Math.round(fraction * 100)} %`;
      },
    });
    URL.revokeObjectURL(image.src);
    image.src = URL.createObjectURL(file);
    status.textContent = `Done: ${file.type}`;
  } catch (error) {
    status.textContent = error instanceof EngineError ? `Failed: ${error.code}` : 'Stopped';
  } finally {
    if (photoId !== undefined) cartoonizer.release(photoId);
  }
}

field.addEventListener('change', () => {
  const [photo] = field.files ?? [];
  if (photo) void draw(photo);
});
document.querySelector('#stop')!.addEventListener('click', () => running.abort());
document.querySelector('#close')!.addEventListener('click', () => cartoonizer.close());
