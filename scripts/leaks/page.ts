/** The page that `npm run leaks` drives: the engine without the app around it. */

import { createCartoonizer, type Background, type Output } from '#sdk/index.ts';
import { startSourceWorker } from '#sdk/sourceWorker.ts';

export interface LeakPage {
  /** Opens, draws, encodes and releases the photo of that turn; each turn differs from its neighbours. */
  draw(turn: number): Promise<void>;
}

declare global {
  // oxlint-disable-next-line no-var
  var leakPage: LeakPage | undefined;
}

const portraitUrls = ['/samples/astronaut.jpg', '/samples/grace-hopper.jpg'];
const formats: readonly Output['format'][] = ['png', 'jpeg', 'webp'];
const backgrounds: readonly Background[] = ['drawn', 'drawn', 'blurred', 'none', 'plain'];

/** A JPEG of hills in the turn's colours, with the portraits side by side upon them. */
async function paint(turn: number, width: number, portraits: readonly Blob[]): Promise<Blob> {
  const height = 320;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d')!;
  for (let hill = 0; hill < 6; hill++) {
    context.fillStyle = `hsl(${(turn * 67 + hill * 40) % 360} 40% ${80 - hill * 10}%)`;
    context.fillRect(0, (hill * height) / 6, width, height);
  }
  for (const [index, portrait] of portraits.entries()) {
    const bitmap = await createImageBitmap(portrait);
    context.drawImage(bitmap, index * 300, 0, 300, (300 * bitmap.height) / bitmap.width);
    bitmap.close();
  }
  return await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
}

const cartoonizer = createCartoonizer({
  backend: 'wasm',
  assetBaseUrl: '/',
  startWorker: startSourceWorker,
});
const styles = await cartoonizer.styles();
const [first, second] = await Promise.all(
  portraitUrls.map(async (url) => await (await fetch(url)).blob()),
);
/** Kinds of photo: how wide, and who is on it. */
const kinds: readonly (readonly [width: number, portraits: readonly Blob[]])[] = [
  [320, [first!]],
  [480, []],
  [600, [second!, first!]],
  [320, [second!]],
];

async function draw(turn: number): Promise<void> {
  const pick = <Value>(values: readonly Value[]): Value => values[turn % values.length]!;
  // New each time, or the result cache would answer.
  const photo = await paint(turn, ...pick(kinds));
  const { photoId, preview } = await cartoonizer.open(photo);
  preview.close();
  try {
    const recipe = {
      styleId: pick(styles).id,
      strength: turn % 2 === 0 ? 1 : 0.7,
      exaggeration: 1,
      background: pick(backgrounds),
    };
    const { bitmap } = await cartoonizer.render(photoId, recipe);
    bitmap.close();
    await cartoonizer.encode(photoId, recipe, { format: pick(formats), quality: 0.9 });
  } finally {
    cartoonizer.release(photoId);
  }
}

globalThis.leakPage = { draw };
