import { readFile } from 'node:fs/promises';
import type { Page, Route, Worker } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { model } from './manifest.ts';
import { meanDifference } from './measure.ts';
import { smallPortrait, widePortrait } from './photos.ts';
import { isEngine, type Studio } from './studio.ts';

// The photo is drawn small here: what matters is what goes wrong on the way.

const { file } = model.files.painter;
const modelUrl = `**/models/${file}`;

/** Answers with the model's bytes, one of them changed. */
async function serveDamaged(route: Route): Promise<void> {
  const body = await readFile(`dist/models/${file}`);
  body[body.length >> 1]! ^= 1;
  await route.fulfill({ body, contentType: 'application/octet-stream' });
}

test('a model that arrives damaged is fetched once more', async ({ page, studio }) => {
  const served: string[] = [];
  await page.route(modelUrl, async (route) => {
    served.push(served.length === 0 ? 'damaged' : 'sound');
    await (served.length === 1 ? serveDamaged(route) : route.continue());
  });
  await studio.open();
  await studio.draw(await smallPortrait(page));
  expect(served).toEqual(['damaged', 'sound']);

  // A kept copy that goes bad is replaced too; a sound one is not asked for again.
  await studio.open();
  await studio.draw(await smallPortrait(page));
  expect(served).toEqual(['damaged', 'sound']);
  await page.evaluate(async (damaged) => {
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      const kept = (await cache.keys()).find(({ url }) => url.endsWith(damaged));
      if (kept) await cache.put(kept, new Response('<h1>Please log in</h1>'));
    }
  }, file);
  await studio.open();
  await studio.draw(await smallPortrait(page));
  expect(served).toEqual(['damaged', 'sound', 'sound']);
});

test('a model that stays damaged is reported, and works once the server does', async ({
  page,
  studio,
}) => {
  let served = 0;
  await page.route(modelUrl, async (route) => {
    served += 1;
    await serveDamaged(route);
  });
  await studio.open();
  const photo = await smallPortrait(page);
  await studio.choose(photo);
  const { what, next } = studio.text.problems.MODEL_CORRUPT;
  await expect(studio.alert).toContainText(`${what} ${next}`);
  expect(served).toBe(2);

  await page.unroute(modelUrl);
  await page.getByRole('button', { name: studio.text.tryAgain }).click();
  await studio.drawn(photo.name);
  await expect(studio.alert).toBeEmpty();
});

test.describe('an engine that dies in the middle', () => {
  /** Ends an engine while it draws the scene, as a browser short of memory does. */
  async function killWhileDrawing({ page, text }: Studio, engine: () => Worker): Promise<void> {
    // Looked at frame by frame: a slower look might come when the scene is finished.
    await page.waitForFunction(
      (words) => document.querySelector('.meter-stage')?.textContent === words,
      text.progressScene,
    );
    // Nobody answers once it is gone.
    await engine()
      .evaluate(() => self.close())
      .catch(() => undefined);
  }

  function countEngines(page: Page): readonly Worker[] {
    const engines: Worker[] = [];
    page.on('worker', (worker) => {
      if (isEngine(worker)) engines.push(worker);
    });
    return engines;
  }

  test('is started again, and the job with it', async ({ page, studio }) => {
    const engines = countEngines(page);
    await studio.open();
    const photo = await widePortrait(page);
    await studio.choose(photo);
    await killWhileDrawing(studio, () => engines[0]!);
    await studio.drawn(photo.name);
    expect(engines).toHaveLength(2);
    await expect(page.getByText(studio.text.faces(1, '1'), { exact: true })).toBeVisible();
    const drawing = await studio.pixels(studio.drawing);
    expect(meanDifference(drawing, await studio.pixels(studio.photo))).toBeGreaterThan(1);
  });

  test('is not started for ever: a second loss is told', async ({ page, studio }) => {
    const engines = countEngines(page);
    await studio.open();
    const photo = await widePortrait(page);
    await studio.choose(photo);
    await killWhileDrawing(studio, () => engines[0]!);
    // The second engine has spoken once the words are not the first one's last any more.
    await page.waitForFunction(
      (words) => document.querySelector('.meter-stage')?.textContent !== words,
      studio.text.progressScene,
    );
    await killWhileDrawing(studio, () => engines[1]!);
    const { what, next } = studio.text.problems.WORKER_LOST;
    await expect(studio.alert).toContainText(`${what} ${next}`);
    expect(engines).toHaveLength(2);

    await page.getByRole('button', { name: studio.text.tryAgain }).click();
    await studio.drawn(photo.name);
    expect(engines).toHaveLength(3);
  });
});
