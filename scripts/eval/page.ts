/** The page that `npm run eval` drives: the engine without the app around it. */

import { createCartoonizer, type RenderResult } from '#sdk/index.ts';

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

const CELL_HEIGHT_PX = 360;
const PAIRS_PER_ROW = 3;
/** A portrait's cell is so wide; wider pictures are fitted in. */
const CELL_WIDTH_PX = 480;

const cartoonizer = createCartoonizer({ backend: 'wasm', assetBaseUrl: '/', diagnostics: true });
const pairs: OffscreenCanvas[] = [];

function fit(context: OffscreenCanvasRenderingContext2D, bitmap: ImageBitmap, left: number): void {
  const scale = Math.min(CELL_WIDTH_PX / bitmap.width, CELL_HEIGHT_PX / bitmap.height);
  const [width, height] = [bitmap.width * scale, bitmap.height * scale];
  const x = left + (CELL_WIDTH_PX - width) / 2;
  context.drawImage(bitmap, x, (CELL_HEIGHT_PX - height) / 2, width, height);
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
    const pair = new OffscreenCanvas(2 * CELL_WIDTH_PX, CELL_HEIGHT_PX);
    const context = pair.getContext('2d')!;
    context.imageSmoothingQuality = 'high';
    fit(context, preview, 0);
    fit(context, bitmap, CELL_WIDTH_PX);
    bitmap.close();
    pairs.push(pair);
    return { ...result, width, height, drawnMs };
  } finally {
    preview.close();
    cartoonizer.release(photoId);
  }
}

async function sheet(): Promise<string> {
  const rows = Math.max(1, Math.ceil(pairs.length / PAIRS_PER_ROW));
  const whole = new OffscreenCanvas(PAIRS_PER_ROW * 2 * CELL_WIDTH_PX, rows * CELL_HEIGHT_PX);
  const context = whole.getContext('2d')!;
  pairs.forEach((pair, index) => {
    const column = index % PAIRS_PER_ROW;
    const row = Math.floor(index / PAIRS_PER_ROW);
    context.drawImage(pair, column * pair.width, row * CELL_HEIGHT_PX);
  });
  const reader = new FileReader();
  reader.readAsDataURL(await whole.convertToBlob({ type: 'image/jpeg', quality: 0.88 }));
  await new Promise((resolve) => reader.addEventListener('load', resolve));
  return (reader.result as string).split(',')[1]!;
}

globalThis.evalPage = { draw, sheet };
