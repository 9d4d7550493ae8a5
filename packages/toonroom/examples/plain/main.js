// The package's files lie beside its script: nothing is copied.
import { createCartoonizer } from './node_modules/toonroom/dist/index.js';

const field = document.querySelector('input');
const status = document.querySelector('[role=status]');
const canvas = document.querySelector('canvas');

const cartoonizer = createCartoonizer();
const recipe = { styleId: '3d', strength: 1, exaggeration: 1 };
let running = new AbortController();

async function draw(photo) {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  let opened;
  try {
    status.textContent = 'Drawing';
    opened = await cartoonizer.open(photo, { signal });
    opened.preview.close();
    const { bitmap, faces } = await cartoonizer.render(opened.photoId, recipe, { signal });
    canvas.width = bitmap.width;
    canvas.height = bitmap.height;
    canvas.getContext('bitmaprenderer').transferFromImageBitmap(bitmap);
    status.textContent = `Done: ${faces.length} face`;
  } catch (error) {
    status.textContent = error.name === 'AbortError' ? 'Stopped' : `Failed: ${error.code}`;
  } finally {
    if (opened) cartoonizer.release(opened.photoId);
  }
}

field.addEventListener('change', () => {
  const [photo] = field.files;
  if (photo) void draw(photo);
});
document.querySelector('#stop').addEventListener('click', () => running.abort());
document.querySelector('#close').addEventListener('click', () => cartoonizer.close());
