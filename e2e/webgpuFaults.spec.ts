import type { Page } from '@playwright/test';
import { drawUnder, expectSame, soundDrawing, test } from './faultyBuild.ts';
import { expect } from './fixtures.ts';
import { paintPicture, photoFile, type PhotoFile } from './photos.ts';

/**
 * SwiftShader computes WebGPU rightly, but so slowly that only a tiny picture can be drawn on it. It is a little wider
 * than the self-test's, which no fault touches.
 */
const tinyPhoto = async (page: Page): Promise<PhotoFile> =>
  photoFile('tiny.jpg', await paintPicture(page, { width: 72, height: 32 }));
const emulated = 'softwareAdapter@1';

test('it draws what WASM draws', async ({ page, studio }) => {
  const photo = await tinyPhoto(page);
  const onWasm = await soundDrawing(studio, photo);
  const onGpu = await drawUnder(studio, photo, [emulated]);
  expectSame(onGpu.picture, onWasm);
  expect(await studio.howItRan()).toContain(studio.text.backendReasons.selfTestPassed);
});

test('a lost device: the drawing is started again without it', async ({ page, studio }) => {
  const photo = await tinyPhoto(page);
  const sound = await soundDrawing(studio, photo);
  const mended = await drawUnder(studio, photo, [emulated, 'gpuLost@1']);
  expect(mended.engines).toBe(2);
  expectSame(mended.picture, sound);
  await expect(studio.notice('startedAgain')).toBeVisible();
  expect(await studio.howItRan()).toContain(studio.text.backendReasons.gpuLost);
});

test('a device that computes something else draws nothing', async ({ page, studio }) => {
  const photo = await tinyPhoto(page);
  const sound = await soundDrawing(studio, photo);
  const checked = await drawUnder(studio, photo, [emulated, 'wrongPixels@1']);
  expect(checked.engines).toBe(1);
  expectSame(checked.picture, sound);
  expect(await studio.howItRan()).toContain(studio.text.backendReasons.selfTestDiffers);
});

test('the way down ends at one thread', async ({ page, studio }) => {
  const photo = await tinyPhoto(page);
  const sound = await soundDrawing(studio, photo);
  const mended = await drawUnder(studio, photo, [emulated, 'gpuLost@1', 'crash@2']);
  expect(mended.engines).toBe(3);
  expectSame(mended.picture, sound);
  expect(await studio.howItRan()).toContain(studio.text.backendCpu(1, '1'));
});
