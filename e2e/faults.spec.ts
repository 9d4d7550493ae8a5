import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { drawUnder, expectSame, faultyFolder, soundDrawing, test } from './faultyBuild.ts';
import { expect } from './fixtures.ts';
import { smallPortrait } from './photos.ts';
import { isEngine } from './studio.ts';

// What a person gets when a drawing breaks off half way.

async function scripts(build: string): Promise<string> {
  const names = (await readdir(join(build, 'assets'))).filter((name) => /\.m?js$/.test(name));
  return (
    await Promise.all(names.map((name) => readFile(join(build, 'assets', name), 'utf8')))
  ).join();
}

test('no other build can be broken on purpose', async ({ faultyHost }) => {
  expect(faultyHost).toContain('localhost');
  expect(await scripts(faultyFolder)).toContain('wrongPixels');
  expect(await scripts('dist')).not.toMatch(/wrongPixels|softwareAdapter|[?&]engine=/);
});

for (const fault of ['outOfMemory', 'hang', 'crash']) {
  test(`${fault}: the drawing is started again on one thread`, async ({ page, studio }) => {
    const { text } = studio;
    await studio.open();
    const photo = await smallPortrait(page);
    const sound = await soundDrawing(studio, photo);
    const mended = await drawUnder(studio, photo, [`${fault}@1`]);
    expect(mended.engines).toBe(2);
    expectSame(mended.picture, sound);
    await expect(studio.notice('startedAgain')).toBeVisible();
    await expect(studio.alert).toBeEmpty();
    const how = await studio.howItRan();
    expect(how).toContain(text.backendCpu(1, '1'));
    expect(how).toContain(text.backendReasons.threadsLost);
    // The next drawing goes without a word.
    await studio.style('Comic');
    await expect(studio.notice('startedAgain')).toBeHidden();
  });
}

test('what breaks every time is told at last, and nothing shown before is lost', async ({
  page,
  studio,
}) => {
  const { text } = studio;
  await studio.open();
  await drawUnder(studio, await smallPortrait(page), ['crash@2', 'crash@3']);
  const shown = await studio.pixels(studio.drawing);
  // The first engine ends as by the browser's hand; those after it break by themselves.
  const engine = page.workers().find(isEngine)!;
  await engine.evaluate(() => self.close()).catch(() => undefined);
  await studio.page.getByRole('radio', { name: 'Comic', exact: true }).check({ force: true });
  await expect(studio.alert).toContainText(text.problems.WORKER_LOST.what);
  expectSame(await studio.pixels(studio.drawing), shown);
  await page.getByRole('button', { name: text.tryAgain }).click();
  await studio.settled();
  await expect(studio.alert).toBeEmpty();
});
