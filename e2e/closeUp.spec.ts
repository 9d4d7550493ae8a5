import type { Locator, Page } from '@playwright/test';
import { cropSize } from '#domain/face/align.ts';
import { countLive, readLive } from '../testkit/counters.ts';
import { expect, test } from './fixtures.ts';
import { styles } from './manifest.ts';
import { lineSharpness, maxDifference, meanDifference, type Picture } from './measure.ts';
import { hopper, paintPicture, photoFile, type PhotoFile } from './photos.ts';
import type { Studio } from './studio.ts';

const photoSize = { width: 2000, height: 720 } as const;
const previewSize = { width: 1280, height: 461 } as const;
/** The shown photo and its drawing on the page, the photo in the engine, and the person in every style. */
const heldBitmaps = 3 + styles.length;

/** A portrait that has more px than its preview, and something to show with them. */
async function largePhoto(page: Page): Promise<PhotoFile> {
  const portraits = [{ portrait: hopper, x: 250, y: 50, scale: 1.1 }];
  return photoFile(
    'large.jpg',
    await paintPicture(page, { ...photoSize, portraits, hasReeds: true }),
  );
}

const sizeOf = ({ width, height }: Picture) => ({ width, height });

async function expectWidth(canvas: Locator, width: number): Promise<void> {
  await expect(canvas).toHaveAttribute('width', String(width));
}

/** Presses + until the whole of the picture would take more px than the photo has. */
async function zoomIn({ page }: Studio): Promise<void> {
  for (let press = 0; press < 2; press++) await page.keyboard.press('+');
}

test('a picture that is looked at closely becomes as sharp as its file, in its place, and is freed again', async ({
  page,
  studio,
}) => {
  test.slow();
  await studio.open();
  const photo = await largePhoto(page);
  await countLive(page);
  await studio.open();
  await studio.draw(photo);
  await expect(studio.wall).toHaveCount(styles.length);
  const bitmaps = () => expect.poll(async () => (await readLive(page)).bitmaps);
  await bitmaps().toBe(heldBitmaps);
  const seen = async () => await studio.decode(await studio.frame.screenshot());

  await zoomIn(studio);
  await expectWidth(studio.drawing, previewSize.width);
  const soft = await seen();
  await expectWidth(studio.drawing, photoSize.width);
  await expectWidth(studio.photo, photoSize.width);
  const sharp = await seen();
  // The strongest edges of all that is seen. A drawing holds no grain of the photo's that could add to them.
  const crispness = (picture: Picture): number =>
    lineSharpness(picture, { x: 0, y: 0, ...sizeOf(picture) }, cropSize);
  expect(crispness(sharp)).toBeGreaterThan(1.1 * crispness(soft));
  await bitmaps().toBe(heldBitmaps + 2);

  const shown = await studio.pixels(studio.drawing);
  const { bytes } = await studio.save('png');
  expect(maxDifference(shown, await studio.decode(bytes))).toBe(0);

  await page.keyboard.press('0');
  await expectWidth(studio.drawing, previewSize.width);
  await expectWidth(studio.photo, previewSize.width);
  await bitmaps().toBe(heldBitmaps);

  await zoomIn(studio);
  await expectWidth(studio.drawing, photoSize.width);
  await page.getByRole('button', { name: studio.text.startOver }).click();
  await bitmaps().toBe(0);
});

test('a new drawing comes before the close-up of the older one', async ({ page, studio }) => {
  test.slow();
  interface Watched {
    asked: string[];
    closeUpAsked: Promise<void>;
  }
  await page.addInitScript(() => {
    const asked: string[] = [];
    const closeUpAsked = new Promise<void>((resolve) => {
      // oxlint-disable-next-line typescript/unbound-method -- it is called on the worker at hand
      const post = Worker.prototype.postMessage;
      Worker.prototype.postMessage = function (message: { path?: string[] }, ...rest: unknown[]) {
        asked.push(...(message.path ?? []));
        Reflect.apply(post, this, [message, ...rest]);
        if (message.path?.includes('closeUp')) resolve();
      };
    });
    Object.assign(window, { asked, closeUpAsked } satisfies Watched);
  });
  const asked = () => page.evaluate(() => (window as unknown as Watched).asked);
  await studio.open();
  await studio.draw(await largePhoto(page));
  await expect(studio.wall).toHaveCount(styles.length);
  const older = await studio.pixels(studio.drawing);

  // In the page itself, and at once: a close-up takes no longer than word of it takes to come here.
  const changed = studio.strength.evaluate(async (slider: HTMLInputElement) => {
    await (window as unknown as Watched).closeUpAsked;
    const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!;
    value.set!.call(slider, '20');
    slider.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await zoomIn(studio);
  await changed;
  await studio.settled();
  await expectWidth(studio.drawing, previewSize.width);
  const newer = await studio.pixels(studio.drawing);
  const calls = await asked();
  const first = calls.indexOf('closeUp');
  expect(calls.slice(first, first + 3)).toEqual(['closeUp', 'cancel', 'render']);

  await expectWidth(studio.drawing, photoSize.width);
  const url = await studio.drawing.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  const file = Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
  const closeUp = await studio.decode(file, previewSize);
  expect(meanDifference(closeUp, newer)).toBeLessThan(2);
  expect(meanDifference(closeUp, older)).toBeGreaterThan(4);

  // The photo is the same: its side stays sharp while the drawing's is drawn anew.
  await studio.set(studio.strength, 60);
  await expectWidth(studio.photo, photoSize.width);
  await expectWidth(studio.drawing, photoSize.width);
});

test('a photo no larger than its preview has no close-up', async ({ page, studio }) => {
  await studio.open();
  await studio.draw(hopper.path);
  await expect(studio.wall).toHaveCount(styles.length);
  await zoomIn(studio);
  await page.waitForTimeout(1500);
  await expectWidth(studio.drawing, hopper.width);
});
