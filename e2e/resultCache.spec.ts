import type { Page } from '@playwright/test';
import type { DiagnosticsReport } from '#app/diagnostics/diagnostics.ts';
import { expect, test } from './fixtures.ts';
import { stylesByUse } from './manifest.ts';
import { maxDifference, meanDifference } from './measure.ts';
import {
  astronaut,
  hopper,
  paintPicture,
  photoFile,
  type PhotoFile,
  type Portrait,
} from './photos.ts';
import { bytesOf, type Studio } from './studio.ts';

/** `person` before the hills, in a picture of `side`² px. */
async function scene(page: Page, name: string, person: Portrait, side: number): Promise<PhotoFile> {
  const portraits = [{ portrait: person, x: side * 0.3, y: side * 0.2, scale: side / 1600 }];
  return photoFile(name, await paintPicture(page, { width: side, height: side, portraits }));
}

/** The jobs of that kind done so far, as the diagnostics tell of them, the newest first. */
async function jobsOf(
  { page, text }: Studio,
  wanted: 'render' | 'thumbnail',
): Promise<DiagnosticsReport['jobs']> {
  await page.getByRole('button', { name: text.howItRan }).click();
  await page.getByRole('button', { name: text.diagnostics }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: text.diagnosticsSave }).click(),
  ]);
  await page.getByRole('button', { name: text.close }).click();
  const { jobs } = JSON.parse((await bytesOf(download)).toString()) as DiagnosticsReport;
  return jobs.filter(({ kind }) => kind === wanted);
}

test('a picture that comes back is drawn from memory, under another name and as a smaller copy', async ({
  page,
  studio,
}) => {
  await studio.open();
  await studio.draw(await scene(page, 'first.jpg', astronaut, 800));
  const first = await studio.pixels(studio.drawing);
  await studio.draw(await scene(page, 'other.jpg', hopper, 500));
  await studio.draw(await scene(page, 'again.jpg', astronaut, 800));
  expect(maxDifference(await studio.pixels(studio.drawing), first)).toBe(0);

  await studio.draw(await scene(page, 'smaller.jpg', astronaut, 600));
  const smaller = await studio.pixels(studio.drawing);
  const [ofSmaller, ofAgain, ofOther, ofFirst] = await jobsOf(studio, 'render');
  expect([ofFirst, ofOther, ofAgain, ofSmaller].map((job) => job?.isRecalled)).toEqual([
    false,
    false,
    true,
    true,
  ]);
  for (const stage of ['detect', 'landmarks', 'scene', 'face'] as const) {
    expect(ofFirst?.stagesMs).toHaveProperty(stage);
    expect(ofAgain?.stagesMs).not.toHaveProperty(stage);
  }
  // Its face lies where a face of its own size does.
  expect(ofSmaller?.stagesMs).not.toHaveProperty('face');
  await visitAnew(page);
  await studio.draw(await scene(page, 'smaller.jpg', astronaut, 600));
  expect(meanDifference(smaller, await studio.pixels(studio.drawing))).toBeLessThan(2);
});

test('another person at the same place gets a drawing of their own', async ({ page, studio }) => {
  await studio.open();
  await studio.draw(await scene(page, 'anna.jpg', astronaut, 800));
  await studio.draw(await scene(page, 'grace.jpg', hopper, 800));
  const afterAnna = await studio.pixels(studio.drawing);
  expect((await jobsOf(studio, 'render')).map(({ isRecalled }) => isRecalled)).toEqual([
    false,
    false,
  ]);
  await visitAnew(page);
  await studio.draw(await scene(page, 'grace.jpg', hopper, 800));
  expect(maxDifference(await studio.pixels(studio.drawing), afterAnna)).toBe(0);
});

test('the wall of a photo that comes back from the strip looks for nobody anew', async ({
  page,
  studio,
}) => {
  await studio.open();
  const wallDone = async (count: number): Promise<void> => {
    const options = { intervals: [1000] };
    await expect.poll(async () => (await jobsOf(studio, 'thumbnail')).length, options).toBe(count);
  };
  await studio.draw(await scene(page, 'first.jpg', astronaut, 500));
  await wallDone(1);
  await studio.draw(await scene(page, 'other.jpg', hopper, 500));
  await wallDone(2);
  const name = studio.text.resultOf(stylesByUse[0]!.names.en, 'first.jpg');
  await page.getByRole('button', { name, exact: true }).click();
  await studio.drawn('first.jpg');
  await wallDone(3);
  expect(await jobsOf(studio, 'render')).toHaveLength(2);
  const [again] = await jobsOf(studio, 'thumbnail');
  expect(again!.stagesMs).toHaveProperty('face');
  for (const stage of ['detect', 'landmarks']) expect(again!.stagesMs).not.toHaveProperty(stage);
});

/** The page as somebody sees it who has not been here: nothing comes back from before. */
async function visitAnew(page: Page): Promise<void> {
  await page.evaluate(() => sessionStorage.clear());
  await page.reload();
}
