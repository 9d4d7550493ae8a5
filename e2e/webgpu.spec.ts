import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { parseManifest } from '#domain/model/styleManifest.ts';
import { expect, test } from './fixtures.ts';
import { meanDifference, maxDifference } from './measure.ts';
import { paintPicture, photoFile, type PhotoFile } from './photos.ts';

// The adapter here is SwiftShader, which computes WebGPU on the processor: right, but so slowly that
// only a tiny picture without a face can be drawn on it.

async function tinyPhoto(page: Page): Promise<PhotoFile> {
  return photoFile('tiny.jpg', await paintPicture(page, { width: 48, height: 32 }));
}

test('an emulated adapter draws only where it is asked to, and then what WASM draws', async ({
  page,
  studio,
}) => {
  const { text } = studio;
  await studio.open();
  expect(await page.evaluate(async () => (await navigator.gpu.requestAdapter()) === null)).toBe(
    false,
  );
  await studio.draw(await tinyPhoto(page));
  const onWasm = await studio.pixels(studio.drawing);
  const why = await studio.howItRan();
  expect(why).toContain(text.backendReasons.fallbackAdapter);
  expect(why).toMatch(/swiftshader/i);
  await expect(page.getByTestId('backend')).toHaveAttribute('data-backend', 'wasm');

  // It has to pass the self-test first: without that there is no drawing, as the next test shows.
  await studio.open('/?backend=webgpu');
  await studio.draw(await tinyPhoto(page));
  const onGpu = await studio.pixels(studio.drawing);
  expect(await studio.howItRan()).toContain(text.backendReasons.forced);
  await expect(page.getByTestId('backend')).toHaveAttribute('data-backend', 'webgpu');
  expect(maxDifference(onGpu, onWasm)).toBeLessThanOrEqual(2);
  expect(meanDifference(onGpu, await studio.pixels(studio.photo))).toBeGreaterThan(1);
});

test('a graphics processor that draws something else is not trusted', async ({ page, studio }) => {
  const folder = 'dist/models/';
  const manifest = JSON.parse(await readFile(`${folder}manifest.json`, 'utf8'));
  const { selfTest } = parseManifest(manifest).model;
  // The stored drawing is what it is compared with: here one that no processor draws.
  const bytes = await readFile(folder + selfTest.file);
  bytes.writeFloatLE(bytes.readFloatLE(bytes.length - 4) + 0.1, bytes.length - 4);
  manifest.model.selfTest.sha256 = createHash('sha256').update(bytes).digest('hex');
  await page.route('**/models/manifest.json', (route) => route.fulfill({ json: manifest }));
  await page.route(`**/models/${selfTest.file}`, (route) => route.fulfill({ body: bytes }));

  await studio.open('/?backend=webgpu');
  await studio.choose(await tinyPhoto(page));
  await expect(studio.alert).toContainText(studio.text.problems.BACKEND_FAILED.what);
});
