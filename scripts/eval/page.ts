/** The page that `npm run eval` drives: the engine without the app around it. */

import { createCartoonizer, type RenderResult } from '#sdk/index.ts';
import { startSourceWorker } from '#sdk/sourceWorker.ts';

/** Everything about one drawn photo that can leave the page. */
export interface DrawnPhoto extends Omit<RenderResult, 'bitmap'> {
  readonly width: number;
  readonly height: number;
  /** From the call to its answer, models loaded before. */
  readonly drawnMs: number;
}

export interface EvalPage {
  /** Draws the chosen file in a style and keeps both pictures for the sheet. @throws what the engine throws */
  draw(styleId: string): Promise<DrawnPhoto>;
  /** All pairs drawn so far, photo beside drawing, as a JPEG in base64. */
  sheet(): Promise<string>;
}

declare global {
  // oxlint-disable-next-line no-var
  var evalPage: EvalPage | undefined;
}

const cellHeightPx = 360;
const pairsPerRow = 3;
/** A portrait's cell is so wide; wider pictures are fitted in. */
const cellWidthPx = 480;

const cartoonizer = createCartoonizer({
  backend: 'wasm',
  assetBaseUrl: '/',
  startWorker: startSourceWorker,
  diagnostics: true,
});
const pairs: OffscreenCanvas[] = [];

function fit(context: OffscreenCanvasRenderingContext2D, bitmap: ImageBitmap, left: number): void {
  const scale = Math.min(cellWidthPx / bitmap.width, cellHeightPx / bitmap.height);
  const [width, height] = [bitmap.width * scale, bitmap.height * scale];
  const x = left + (cellWidthPx - width) / 2;
  context.drawImage(bitmap, x, (cellHeightPx - height) / 2, width, height);
}

async function draw(styleId: string): Promise<DrawnPhoto> {
  const file = document.querySelector('input')?.files?.[0];
  if (!file) throw new Error('no file was chosen');
  await cartoonizer.load(styleId);
  const started = performance.now();
  const { photoId, width, height, preview } = await cartoonizer.open(file);
  try {
    const recipe = { styleId, strength: 1, exaggeration: 1 };
    const { bitmap, ...result } = await cartoonizer.render(photoId, recipe);
    const drawnMs = Math.round(performance.now() - started);
    const pair = new OffscreenCanvas(2 * cellWidthPx, cellHeightPx);
    const context = pair.getContext('2d')!;
    context.imageSmoothingQuality = 'high';
    fit(context, preview, 0);
    fit(context, bitmap, cellWidthPx);
    bitmap.close();
    pairs.push(pair);
    return { ...result, width, height, drawnMs };
  } finally {
    preview.close();
    cartoonizer.release(photoId);
  }
}

async function sheet(): Promise<string> {
  const rows = Math.max(1, Math.ceil(pairs.length / pairsPerRow));
  const whole = new OffscreenCanvas(pairsPerRow * 2 * cellWidthPx, rows * cellHeightPx);
  const context = whole.getContext('2d')!;
  pairs.forEach((pair, index) => {
    const column = index % pairsPerRow;
    const row = Math.floor(index / pairsPerRow);
    context.drawImage(pair, column * pair.width, row * cellHeightPx);
  });
  const reader = new FileReader();
  reader.readAsDataURL(await whole.convertToBlob({ type: 'image/jpeg', quality: 0.88 }));
  await new Promise((resolve) => reader.addEventListener('load', resolve));
  return (reader.result as string).split(',')[1]!;
}

globalThis.evalPage = { draw, sheet };
