// Draws in a worker, as a page with much to do would: the engine starts a worker of its own below it.
import { createCartoonizer } from './node_modules/toonroom/dist/index.js';

const cartoonizer = createCartoonizer();
const recipe = { styleId: 'sketch', strength: 1, exaggeration: 1 };

addEventListener('message', async ({ data: photo }) => {
  let opened;
  try {
    opened = await cartoonizer.open(photo);
    opened.preview.close();
    const { bitmap } = await cartoonizer.render(opened.photoId, recipe);
    postMessage({ status: 'Done', bitmap }, { transfer: [bitmap] });
  } catch (error) {
    postMessage({ status: `Failed: ${error.code}` });
  } finally {
    if (opened) cartoonizer.release(opened.photoId);
  }
});
