import type { Page } from '@playwright/test';
import { AxeBuilder } from '@axe-core/playwright';
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
  expect(await camerasOn(page)).toBe(0);
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
