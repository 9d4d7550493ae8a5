import type { Page } from '@playwright/test';
import { AxeBuilder } from '@axe-core/playwright';
import { renderersOf, sharedMemoryMB } from '../testkit/rendererMemory.ts';
import { expect, test } from './fixtures.ts';
import type { Picture } from './measure.ts';
import type { Studio } from './studio.ts';

// The browser has two made-up cameras, which film a green field with a running clock in its upper left corner.

const openCamera = ({ page, text }: Studio) =>
  page.getByRole('button', { name: text.takePhoto }).click();
const use = ({ page, text }: Studio) => page.getByRole('button', { name: text.usePicture });
const shutter = ({ page, text }: Studio) => page.getByRole('button', { name: text.shutter });

/** How many cameras the page has on. */
const camerasOn = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      (window as unknown as { tracks: MediaStreamTrack[] }).tracks.filter(
        ({ readyState }) => readyState === 'live',
      ).length,
  );

/** How many pixels of the clock lie in a stretch of a picture's upper edge, given in fractions of its width. */
function clockPixels({ width, height, data }: Picture, from: number, to: number): number {
  let count = 0;
  for (let y = 0; y < height * 0.12; y++) {
    for (let x = Math.round(from * width); x < to * width; x++) {
      if (data[4 * (y * width + x) + 1]! > 180) count += 1;
    }
  }
  return count;
}

test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    const tracks: MediaStreamTrack[] = [];
    Object.assign(window, { tracks });
    const devices = navigator.mediaDevices;
    const original = devices.getUserMedia.bind(devices);
    devices.getUserMedia = async (constraints) => {
      const stream = await original(constraints);
      tracks.push(...stream.getTracks());
      return stream;
    };
  });
});

test.describe('with permission', () => {
  test.beforeEach(async ({ context }) => context.grantPermissions(['camera']));

  test('a picture is taken as the viewfinder shows it, and drawn', async ({ page, studio }) => {
    const { text } = studio;
    await studio.open();
    await openCamera(studio);
    await expect(shutter(studio)).toBeFocused();
    expect(await camerasOn(page)).toBe(1);
    await page.getByLabel(text.liveDrawing).uncheck();
    const seen = await studio.decode(await page.locator('video').screenshot());
    await page.getByLabel(text.countdown).uncheck();
    await shutter(studio).click();
    await use(studio).click();
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(page.locator('.facts-name')).toHaveText(/^camera-\d{4}-\d\d-\d\d-\d{6}\.jpg$/);
    await studio.settled();
    expect(await camerasOn(page)).toBe(0);

    // A mirror: the clock stands on the right.
    const taken = await studio.pixels(studio.photo);
    for (const picture of [seen, taken]) {
      expect(clockPixels(picture, 0.6, 0.92)).toBeGreaterThan(20);
      expect(clockPixels(picture, 0.08, 0.4)).toBe(0);
    }
  });

  test('a picture is taken again; a selfie may be as others see it', async ({ page, studio }) => {
    const { text } = studio;
    await studio.open();
    await openCamera(studio);
    await page.getByLabel(text.countdown).uncheck();
    await shutter(studio).click();
    await expect(page.getByRole('img', { name: text.pictureTaken })).toBeVisible();
    await page.getByRole('button', { name: text.retake }).click();
    await expect(page.getByRole('img', { name: text.pictureTaken })).toHaveCount(0);
    await expect(shutter(studio)).toBeFocused();
    await page.getByLabel(text.mirrorSelfies).uncheck();
    await shutter(studio).click();
    await use(studio).click();
    await studio.settled();
    // No mirror: the clock stands on the left.
    const taken = await studio.pixels(studio.photo);
    expect(clockPixels(taken, 0.08, 0.4)).toBeGreaterThan(20);
    expect(clockPixels(taken, 0.6, 0.92)).toBe(0);
  });

  test('by keyboard, after a countdown that can be stopped', async ({ page, studio }) => {
    const { text } = studio;
    await studio.open();
    await openCamera(studio);
    await expect(shutter(studio)).toBeFocused();
    await page.keyboard.press('Space');
    await expect(page.locator('.countdown')).toHaveText('3');
    await page.getByRole('button', { name: text.cancel, exact: true }).press('Space');
    await expect(page.locator('.countdown')).toBeEmpty();
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Space');
    await expect(page.locator('.countdown')).toHaveText('1');
    await expect(use(studio)).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(page.locator('.facts-name')).toHaveText(/^camera-/);
    await studio.settled();

    // From the drawing, the header leads to the next picture.
    await openCamera(studio);
    await expect(shutter(studio)).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(page.getByRole('button', { name: text.takePhoto })).toBeFocused();
    expect(await camerasOn(page)).toBe(0);
  });

  test('one camera is on at a time, and none while nobody looks', async ({ page, studio }) => {
    const { text } = studio;
    await studio.open();
    await openCamera(studio);
    const label = (): Promise<string | undefined> =>
      page.locator('video').evaluate((video: HTMLVideoElement) => {
        const [track] = (video.srcObject as MediaStream).getVideoTracks();
        return track?.label;
      });
    await expect(shutter(studio)).toBeEnabled();
    const first = await label();
    await page.getByRole('button', { name: text.switchCamera }).click();
    await expect(shutter(studio)).toBeEnabled();
    expect(await label()).not.toBe(first);
    expect(await camerasOn(page)).toBe(1);

    const setHidden = (hidden: boolean): Promise<void> =>
      page.evaluate((value) => {
        Object.defineProperty(document, 'hidden', { value, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, hidden);
    await setHidden(true);
    await expect.poll(() => camerasOn(page)).toBe(0);
    await setHidden(false);
    await expect(shutter(studio)).toBeEnabled();
    expect(await camerasOn(page)).toBe(1);

    await test.step('a camera that is pulled out is told of', async () => {
      await page.evaluate(() => {
        const { tracks } = window as unknown as { tracks: MediaStreamTrack[] };
        tracks.at(-1)!.dispatchEvent(new Event('ended'));
      });
      await expect(page.getByRole('dialog')).toContainText(text.problems.CAMERA_BUSY.what);
      expect(await camerasOn(page)).toBe(0);
      await page.getByRole('button', { name: text.tryAgain }).click();
      await expect(shutter(studio)).toBeEnabled();
    });
  });

  test('it draws live, in the style that a picture then gets', async ({ page, studio }) => {
    const { text } = studio;
    await studio.open();
    await openCamera(studio);
    const figures = page.locator('.live-figures');
    await expect(figures).toHaveText(/^\d+ fps · \d+ × \d+$/);
    const colourfulness = (): Promise<number> =>
      page.locator('canvas.live').evaluate((canvas: HTMLCanvasElement) => {
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
        let sum = 0;
        for (let index = 0; index < data.length; index += 4) {
          const pixel = data.slice(index, index + 3);
          sum += Math.max(...pixel) - Math.min(...pixel);
        }
        return sum / (data.length / 4);
      });
    await expect.poll(colourfulness).toBeGreaterThan(40);
    await page.getByRole('dialog').getByRole('radio', { name: 'Sketch' }).check({ force: true });
    await expect.poll(colourfulness).toBeLessThan(8);
    await page.getByLabel(text.countdown).uncheck();
    await shutter(studio).click();
    await use(studio).click();
    await studio.settled();
    await expect(page.locator('.style input:checked')).toHaveValue('sketch');
  });

  test('frames that were drawn live leave nothing behind', async ({ browser, page, studio }) => {
    await studio.open();
    // Every frame becomes a bitmap once.
    await page.evaluate(() => {
      const create = window.createImageBitmap.bind(window) as (...of: unknown[]) => unknown;
      Object.assign(window, {
        frames: 0,
        createImageBitmap: (...of: unknown[]) => {
          (window as unknown as { frames: number }).frames += 1;
          return create(...of);
        },
      });
    });
    const frames = (): Promise<number> =>
      page.evaluate(() => (window as unknown as { frames: number }).frames);
    await openCamera(studio);
    await expect.poll(frames).toBeGreaterThan(8);
    const renderers = await renderersOf(browser);
    const [framesBefore, before] = [await frames(), await sharedMemoryMB(renderers)];
    await expect.poll(frames).toBeGreaterThan(framesBefore + 20);
    const grown = (await sharedMemoryMB(renderers)) - before;
    // One of the camera's frames takes 1.2 MB at least.
    expect(grown).toBeLessThan(8);
  });

  test('what is drawn live is recorded', async ({ page, studio }) => {
    const { text } = studio;
    await studio.open();
    await openCamera(studio);
    await expect(page.locator('.live-figures')).toBeVisible();
    await page.getByRole('button', { name: text.record }).click();
    await expect(page.locator('.record-time')).toHaveText('0:02');
    await page.getByRole('button', { name: text.stopRecording }).click();
    const recorded = page.locator('dialog video[controls]');
    await expect(recorded).toHaveAttribute('aria-label', text.recorded);
    const [width, seconds] = await recorded.evaluate(async (video: HTMLVideoElement) => {
      if (video.readyState < 2) {
        await new Promise((resolve) => video.addEventListener('loadeddata', resolve));
      }
      // Some recorders write no length: the end is found by seeking to it.
      video.currentTime = 1e6;
      await new Promise((resolve) => video.addEventListener('seeked', resolve));
      return [video.videoWidth, video.currentTime] as const;
    });
    expect(width).toBeGreaterThan(300);
    expect(seconds).toBeGreaterThan(0.8);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: text.saveRecording }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^camera-[\d-]+\.(mp4|webm)$/);
    await page.getByRole('button', { name: text.recordAgain }).click();
    await expect(shutter(studio)).toBeEnabled();

    // The microphone is another permission.
    await page.getByLabel(text.recordSound).check();
    await page.getByRole('button', { name: text.record }).click();
    await expect(page.getByRole('dialog')).toContainText(text.problems.MICROPHONE_REFUSED.what);
  });

  test('nothing of it shuts anybody out', async ({ page, studio }) => {
    await studio.open();
    await openCamera(studio);
    await expect(shutter(studio)).toBeEnabled();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const { violations } = await new AxeBuilder({ page }).include('dialog').analyze();
      expect.soft(violations.map(({ id }) => id)).toEqual([]);
    }
  });
});

test('a refusal is explained, and can be taken back', async ({ context, page, studio }) => {
  const { text } = studio;
  await studio.open();
  await openCamera(studio);
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(text.problems.CAMERA_REFUSED.what);
  await expect(dialog).toContainText(text.problems.CAMERA_REFUSED.next);
  await context.grantPermissions(['camera']);
  await page.getByRole('button', { name: text.tryAgain }).click();
  await expect(shutter(studio)).toBeEnabled();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect.poll(() => camerasOn(page)).toBe(0);
});

for (const [name, code] of [
  ['NotFoundError', 'CAMERA_MISSING'],
  ['NotReadableError', 'CAMERA_BUSY'],
] as const) {
  test(`${name} is explained`, async ({ page, studio }) => {
    await page.addInitScript((failure) => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('No.', failure));
    }, name);
    await studio.open();
    await openCamera(studio);
    await expect(page.getByRole('dialog')).toContainText(studio.text.problems[code].what);
    await expect(page.getByRole('dialog')).toContainText(studio.text.problems[code].next);
  });
}

test('where there can be no camera, none is offered', async ({ page, studio }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'mediaDevices', { value: undefined });
  });
  // The watch over the cameras has nothing to watch here.
  await page.goto('/');
  await expect(page.getByRole('button', { name: studio.text.choosePhoto })).toBeVisible();
  await expect(page.getByRole('button', { name: studio.text.takePhoto })).toHaveCount(0);
});
