import { basename } from 'node:path';
import { clickOption, clickSave, isDrawn, isSaved } from '../pageSteps.ts';
import { launchBareChromium, type BareChromium, type BarePage } from './bareChromium.ts';
import { peakRendererMemory, type MemoryPeak } from '../../testkit/rendererMemory.ts';

/** Peaks of the process that shows the page; null where the system does not tell. */
export interface PhotoMemory {
  readonly photo: string;
  readonly drawing: MemoryPeak | null;
  readonly savingAsJpeg: MemoryPeak | null;
  readonly savingAsPng: MemoryPeak | null;
}

const windowPx = { width: 1440, height: 900 };
const stepTimeoutMs = 300_000;
const lookEveryMs = 100;

/** Peak memory while the photo is drawn in a fresh browser, and while the drawing is saved. */
export async function memoryOf(url: string, photoPath: string): Promise<PhotoMemory> {
  const browser = await launchBareChromium();
  try {
    const page = await browser.open(url, windowPx);
    await until(page, `document.querySelector('main > input[type="file"]') !== null`);
    const drawing = await peakOf(browser, async () => {
      await page.chooseFile('main > input[type="file"]', photoPath);
      await until(page, isDrawn);
    });
    const savingAs = (format: string): Promise<MemoryPeak | null> =>
      peakOf(browser, () => save(page, format));
    const [savingAsJpeg, savingAsPng] = [await savingAs('jpeg'), await savingAs('png')];
    return { photo: basename(photoPath), drawing, savingAsJpeg, savingAsPng };
  } finally {
    await browser.close();
  }
}

const peakOf = (browser: BareChromium, work: () => Promise<void>): Promise<MemoryPeak | null> =>
  peakRendererMemory(browser.renderers, work);

async function save(page: BarePage, format: string): Promise<void> {
  await page.evaluate(clickOption('format', format));
  await until(page, `!${isSaved}`);
  await page.evaluate(clickSave);
  await until(page, isSaved);
}

async function until(page: BarePage, expression: string): Promise<void> {
  const started = performance.now();
  while ((await page.evaluate(expression)) !== true) {
    if (performance.now() - started > stepTimeoutMs) throw new Error(`Not in time: ${expression}`);
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}
