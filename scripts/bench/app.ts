import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { traceMainThread, type MainThreadLoad } from '../mainThread.ts';
import { peakRendererMemory, type MemoryPeak } from './rendererMemory.ts';

export interface PhotoTiming {
  readonly photo: string;
  /** From choosing the file to the finished drawing, in a page where nothing is loaded yet. */
  readonly firstMs: number;
  /** The same in the same page once more, with network and runtimes loaded. */
  readonly againMs: number;
  readonly mainThread: MainThreadLoad;
}

const DRAW_TIMEOUT_MS = 300_000;

/** Draws the photo twice through the page, as a visitor would. */
export async function timePhoto(
  browser: Browser,
  url: string,
  photoPath: string,
): Promise<PhotoTiming> {
  const page = await openPage(browser, url);
  let firstMs = 0;
  const mainThread = await traceMainThread(browser, page, async () => {
    firstMs = await draw(page, photoPath);
  });
  const againMs = await draw(page, photoPath);
  await page.context().close();
  return {
    photo: basename(photoPath),
    firstMs: Math.round(firstMs),
    againMs: Math.round(againMs),
    mainThread,
  };
}

/** Peak memory of the renderer while the photo is drawn in a fresh page. */
export async function memoryOf(
  browser: Browser,
  url: string,
  photoPath: string,
): Promise<MemoryPeak | null> {
  const page = await openPage(browser, url);
  const peak = await peakRendererMemory(browser, async () => {
    await draw(page, photoPath);
  });
  await page.context().close();
  return peak;
}

/** Writes the photo, scaled up to `width`×`height`, as a JPEG made by the browser itself. */
export async function enlarge(
  browser: Browser,
  url: string,
  photoPath: string,
  largePath: string,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<void> {
  const page = await openPage(browser, url);
  const base64 = (await readFile(photoPath)).toString('base64');
  const enlarged = await page.evaluate(
    async (input) => {
      const bytes = Uint8Array.from(atob(input.base64), (character) => character.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes]));
      const canvas = new OffscreenCanvas(input.width, input.height);
      canvas.getContext('2d')!.drawImage(bitmap, 0, 0, input.width, input.height);
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
      const reader = new FileReader();
      reader.readAsDataURL(blob);
      await new Promise((resolve) => reader.addEventListener('load', resolve));
      return (reader.result as string).split(',')[1]!;
    },
    { base64, width, height },
  );
  await page.context().close();
  await writeFile(largePath, Buffer.from(enlarged, 'base64'));
}

async function openPage(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForLoadState('networkidle');
  return page;
}

/** Chooses the file and waits for its drawing; returns the milliseconds between. */
async function draw(page: Page, photoPath: string): Promise<number> {
  const drawn = page.locator('[data-state="drawn"][aria-busy="false"]');
  const developing = page.locator('[data-state="developing"]');
  const started = performance.now();
  await page.locator('input[type="file"]').setInputFiles(photoPath);
  // The previous drawing must have gone before the next one counts.
  await developing.waitFor({ timeout: DRAW_TIMEOUT_MS });
  await drawn.waitFor({ timeout: DRAW_TIMEOUT_MS });
  return performance.now() - started;
}
