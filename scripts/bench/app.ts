import { readFile } from 'node:fs/promises';
import type { Browser, Page } from '@playwright/test';
import { peakRendererMemory, type MemoryPeak } from './rendererMemory.ts';

export interface PhotoFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export interface PhotoTiming {
  readonly photo: string;
  /** From choosing the file to the finished drawing, in a page where nothing is loaded yet. */
  readonly firstMs: number;
  /** The same in the same page once more, with network and runtimes loaded. */
  readonly againMs: number;
  /** Longest task of the main thread meanwhile; 0 when none took 50 ms or more. */
  readonly longestTaskMs: number;
}

const DRAW_TIMEOUT_MS = 300_000;

declare global {
  interface Window {
    longTasksMs: number[];
  }
}

/** Draws the photo twice through the page, as a visitor would. */
export async function timePhoto(
  browser: Browser,
  url: string,
  photo: PhotoFile,
): Promise<PhotoTiming> {
  const page = await openPage(browser, url);
  await page.evaluate(() => {
    window.longTasksMs = [];
  });
  const firstMs = await draw(page, photo);
  const againMs = await draw(page, { ...photo, name: `again-${photo.name}` });
  const longestTaskMs = await page.evaluate(() => Math.max(0, ...window.longTasksMs));
  await page.context().close();
  return {
    photo: photo.name,
    firstMs: Math.round(firstMs),
    againMs: Math.round(againMs),
    longestTaskMs: Math.round(longestTaskMs),
  };
}

/** Peak memory of the renderer while the photo is drawn in a fresh page. */
export async function memoryOf(
  browser: Browser,
  url: string,
  photo: PhotoFile,
): Promise<MemoryPeak | null> {
  const page = await openPage(browser, url);
  const peak = await peakRendererMemory(browser, async () => {
    await draw(page, photo);
  });
  await page.context().close();
  return peak;
}

/** The photo scaled up to `width`×`height`, as a JPEG made by the browser itself. */
export async function enlarge(
  browser: Browser,
  url: string,
  photoPath: string,
  width: number,
  height: number,
): Promise<PhotoFile> {
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
  return {
    name: `${width}x${height}.jpg`,
    mimeType: 'image/jpeg',
    buffer: Buffer.from(enlarged, 'base64'),
  };
}

async function openPage(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(() => {
    window.longTasksMs = [];
    new PerformanceObserver((list) => {
      window.longTasksMs.push(...list.getEntries().map((entry) => entry.duration));
    }).observe({ type: 'longtask' });
  });
  await page.goto(url);
  await page.waitForLoadState('networkidle');
  return page;
}

/** Chooses the file and waits for its drawing; returns the milliseconds between. */
async function draw(page: Page, photo: PhotoFile): Promise<number> {
  const drawn = page.locator('[data-state="drawn"][aria-busy="false"]');
  const developing = page.locator('[data-state="developing"]');
  const started = performance.now();
  await page.locator('input[type="file"]').setInputFiles(photo);
  // The previous drawing must have gone before the next one counts.
  await developing.waitFor({ timeout: DRAW_TIMEOUT_MS });
  await drawn.waitFor({ timeout: DRAW_TIMEOUT_MS });
  return performance.now() - started;
}
