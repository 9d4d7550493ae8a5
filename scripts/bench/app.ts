import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { traceMainThread, type MainThreadLoad } from '../../testkit/mainThread.ts';

export interface PhotoTiming {
  readonly photo: string;
  /** From choosing the file to the finished drawing, in a page where nothing is loaded yet. */
  readonly firstMs: number;
  /** The same where the browser's dialog was open for `dialogMs` before: what the drawing needs is loaded meanwhile. */
  readonly afterDialogMs: number;
  /** The same for its mirror image in the same page, with network and runtimes loaded: the photo itself is known. */
  readonly againMs: number;
  /** One frame of the drawing warped live: from a move of the exaggeration's slider until its pixels are there. */
  readonly liveWarpMs: { readonly median: number; readonly worst: number };
  readonly mainThread: MainThreadLoad;
}

interface PixelSize {
  readonly width: number;
  readonly height: number;
}

const drawTimeoutMs = 300_000;
/** A quick visitor's time in the dialog. */
const dialogMs = 4000;

/** Draws the photo and its mirror image through the page, as a visitor would. */
export async function timePhoto(
  browser: Browser,
  url: string,
  photoPath: string,
  mirroredPath: string,
): Promise<PhotoTiming> {
  const page = await openPage(browser, url);
  let firstMs = 0;
  const mainThread = await traceMainThread(browser, page, async () => {
    firstMs = await draw(page, photoPath);
  });
  const againMs = await draw(page, mirroredPath);
  const liveWarpMs = await timeLiveWarp(page);
  await page.context().close();
  const afterDialogMs = await timeAfterDialog(browser, url, photoPath);
  return {
    photo: basename(photoPath),
    firstMs: Math.round(firstMs),
    afterDialogMs: Math.round(afterDialogMs),
    againMs: Math.round(againMs),
    liveWarpMs,
    mainThread,
  };
}

/** Writes the photo, scaled to `size` or mirrored, as a JPEG made by the browser itself. */
export async function repaint(
  browser: Browser,
  url: string,
  photoPath: string,
  copyPath: string,
  change: { readonly size: PixelSize } | 'mirrored',
): Promise<void> {
  const page = await openPage(browser, url);
  const base64 = (await readFile(photoPath)).toString('base64');
  const copied = await page.evaluate(
    async (input) => {
      const bytes = Uint8Array.from(atob(input.base64), (character) => character.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes]));
      const { width, height } = input.size ?? bitmap;
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d')!;
      if (!input.size) context.setTransform(-1, 0, 0, 1, width, 0);
      context.drawImage(bitmap, 0, 0, width, height);
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
      const reader = new FileReader();
      reader.readAsDataURL(blob);
      await new Promise((resolve) => reader.addEventListener('load', resolve));
      return (reader.result as string).split(',')[1]!;
    },
    { base64, size: change === 'mirrored' ? null : change.size },
  );
  await page.context().close();
  await writeFile(copyPath, Buffer.from(copied, 'base64'));
}

/** A page of its own, whose context the caller closes. */
export async function openPage(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForLoadState('networkidle');
  return page;
}

async function timeAfterDialog(browser: Browser, url: string, photoPath: string): Promise<number> {
  const page = await openPage(browser, url);
  const opened = page.waitForEvent('filechooser');
  await page.keyboard.press('o');
  const dialog = await opened;
  await page.waitForTimeout(dialogMs);
  const afterDialogMs = await draw(page, photoPath, (path) => dialog.setFiles(path));
  await page.context().close();
  return afterDialogMs;
}

/** Chooses the file and waits for its drawing; returns the milliseconds between. */
export async function draw(
  page: Page,
  photoPath: string,
  choose: (path: string) => Promise<void> = (path) =>
    page.locator('main > input[type="file"]').setInputFiles(path),
): Promise<number> {
  const drawn = page.locator('[data-state="drawn"][aria-busy="false"]');
  const developing = page.locator('[data-state="developing"]');
  const started = performance.now();
  await choose(photoPath);
  // The previous drawing must have gone before the next one counts.
  await developing.waitFor({ timeout: drawTimeoutMs });
  await drawn.waitFor({ timeout: drawTimeoutMs });
  return performance.now() - started;
}

/** Moves the exaggeration's slider through 20 places, as a drag does. */
async function timeLiveWarp(page: Page): Promise<PhotoTiming['liveWarpMs']> {
  const slider = page.getByRole('slider', { name: 'Exaggeration' });
  const times = await slider.evaluate(async (input: HTMLInputElement) => {
    const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!;
    const canvas = document.querySelector<HTMLCanvasElement>('.live-warp')!;
    const elapsed: number[] = [];
    for (let step = 1; step <= 20; step++) {
      const started = performance.now();
      value.set!.call(input, String(100 - 4 * step));
      input.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise(requestAnimationFrame);
      // Reading a pixel waits until all are drawn.
      const gl = canvas.getContext('webgl2')!;
      gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
      elapsed.push(performance.now() - started);
    }
    return elapsed.toSorted((a, b) => a - b);
  });
  return { median: Math.round(times[10]!), worst: Math.round(times.at(-1)!) };
}
