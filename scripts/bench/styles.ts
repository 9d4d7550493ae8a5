import type { Browser, Page } from '@playwright/test';
import { draw, openPage } from './app.ts';

export interface StyleTiming {
  /** From choosing a picture to what was read of it, with the encoder loaded. */
  readonly readStyleMs: number;
  /** From a move of a mix's slider to the finished preview. */
  readonly mixMs: number;
  /** From choosing a style that was not drawn yet to the finished preview: scene and head are painted. */
  readonly restyleMs: number;
}

const times = 5;

/** Reads a picture's style and moves a mix's slider, as a visitor would; medians. */
export async function timeStyles(
  browser: Browser,
  url: string,
  photoPath: string,
  picturePath: string,
): Promise<StyleTiming> {
  const page = await openPage(browser, url);
  await draw(page, photoPath);
  const restyleMs = await redraw(page, () =>
    page.locator('input[name="style"][value="comic"]').check({ force: true }),
  );
  await page.getByRole('button', { name: 'Mix', exact: true }).click();
  await redraw(page, () => page.getByRole('button', { name: 'Add Anime' }).click());
  const slider = page.getByRole('slider', { name: 'Anime', exact: true });
  const mixed: number[] = [];
  for (let turn = 0; turn < times; turn++) {
    mixed.push(await redraw(page, () => slider.fill(String(30 + 10 * turn))));
  }
  const read: number[] = [];
  for (let turn = 0; turn <= times; turn++) read.push(await readTime(page, picturePath));
  await page.context().close();
  // The first reading loads the encoder.
  const [, ...warm] = read;
  return {
    readStyleMs: Math.round(median(warm)),
    mixMs: Math.round(median(mixed)),
    restyleMs: Math.round(restyleMs),
  };
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

async function redraw(page: Page, act: () => Promise<unknown>): Promise<number> {
  const frame = page.locator('[data-state]');
  await act();
  const started = performance.now();
  await frame
    .and(page.locator('[aria-busy="true"]'))
    .waitFor({ timeout: 5000 })
    .catch(() => undefined);
  await page.locator('[data-state="drawn"][aria-busy="false"]').waitFor();
  return performance.now() - started;
}

/** From choosing a picture until the page tells what was read. */
async function readTime(page: Page, picturePath: string): Promise<number> {
  const panel = page.getByRole('group', { name: /^Style of / });
  const isReading = page.getByText('Reading the picture’s style …');
  const started = performance.now();
  await page.getByLabel('Draw in the style of a picture').setInputFiles(picturePath);
  await isReading.waitFor({ timeout: 2000 }).catch(() => undefined);
  await panel.waitFor();
  const elapsed = performance.now() - started;
  await page.locator('[data-state="drawn"][aria-busy="false"]').waitFor();
  return elapsed;
}
