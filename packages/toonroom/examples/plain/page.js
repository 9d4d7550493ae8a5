const worker = new Worker(new URL('worker.js', import.meta.url), { type: 'module' });
const field = document.querySelector('input');
const status = document.querySelector('[role=status]');
const canvas = document.querySelector('canvas');

field.addEventListener('change', () => worker.postMessage(field.files[0]));
worker.addEventListener('message', ({ data }) => {
  if (data.bitmap) {
    canvas.width = data.bitmap.width;
    canvas.height = data.bitmap.height;
    canvas.getContext('bitmaprenderer').transferFromImageBitmap(data.bitmap);
  }
  status.textContent = data.status;
});
