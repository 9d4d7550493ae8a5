import type { Page } from '@playwright/test';
import { photoToolTexts } from '#app/text/edit/photo.ts';
import { toolTexts } from '#app/text/edit/tools.ts';
import { countLive, readLive } from '../testkit/counters.ts';
import { expectAccessible } from './accessible.ts';
import { expect, test as separateTest } from './fixtures.ts';
import { styles } from './manifest.ts';
import { maxDifference, meanDifference, type Picture } from './measure.ts';
import { astronaut, editedPortrait, hopper, paintPicture, photoFile } from './photos.ts';
import { testsOfOnePage } from './sharedPage.ts';
import type { Studio } from './studio.ts';

const test = testsOfOnePage();

const words = { ...toolTexts.en, ...photoToolTexts.en };
const cropOf = (page: Page) => page.getByRole('application', { name: words.crop });
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

async function openTool(page: Page): Promise<void> {
  await press(page, words.toolNames.photo);
  await expect(cropOf(page)).toBeVisible();
}

async function finish({ page, ...studio }: Studio): Promise<void> {
  await press(page, words.done);
  await expect(studio.frame).toBeVisible();
}

const sizeOf = ({ width, height }: Picture) => `${width} × ${height}`;

const mean = ({ data }: Picture): number =>
  data.reduce((sum, value, at) => sum + (at % 4 === 3 ? 0 : value), 0) / (data.length * 0.75);

/** Whether this tab keeps a drawing of an edited photo. */
async function hasKeptEdit(page: Page): Promise<boolean> {
  return await page.evaluate(
    async () =>
      await new Promise<boolean>((resolve, reject) => {
        const opening = indexedDB.open('toonroom-visit');
        opening.addEventListener('error', () => reject(opening.error!));
        opening.addEventListener('success', () => {
          const database = opening.result;
          const all = database.transaction('files').objectStore('files').getAll();
          all.addEventListener('success', () => {
            database.close();
            resolve(
              all.result.some(
                (kept: { drawing?: { recipe: object } }) =>
                  kept.drawing !== undefined && 'photo' in kept.drawing.recipe,
              ),
            );
          });
        });
      }),
  );
}

test('a sideways photo is turned upright, taken back and turned again, and saved as it is shown', async ({
  page,
  studio,
}) => {
  await studio.open();
  const painting = {
    width: 320,
    height: 400,
    portraits: [{ portrait: astronaut, x: 0, y: 40, scale: 0.625 }],
  };
  await studio.draw(photoFile('upright.jpg', await paintPicture(page, painting)));
  const upright = await studio.pixels(studio.drawing);
  const sideways = await paintPicture(page, { ...painting, orientation: 6 });
  await studio.draw(photoFile('sideways.jpg', sideways));
  await expect(page.locator('.facts-size')).toContainText('400 × 320');
  await expect(studio.wall).toHaveCount(styles.length);

  await openTool(page);
  await press(page, words.turnRight);
  await expect(page.locator('.crop-size')).toContainText('320 × 400');
  await finish(studio);
  await expect(page.locator('.facts-size')).toContainText('320 × 400');
  await studio.settled();
  const turned = await studio.pixels(studio.drawing);
  expect(sizeOf(turned)).toBe(sizeOf(upright));
  expect(meanDifference(turned, upright)).toBeLessThan(4);
  await expect(page.locator('.facts')).toContainText(studio.text.faces(1, '1'));
  expect(sizeOf(await studio.pixels(studio.photo))).toBe('320 × 400');

  await press(page, studio.text.undo);
  await expect(page.locator('.facts-size')).toContainText('400 × 320');
  await studio.settled();
  expect(sizeOf(await studio.pixels(studio.photo))).toBe('400 × 320');
  await press(page, studio.text.redo);
  await expect(page.locator('.facts-size')).toContainText('320 × 400');
  await studio.settled();
  expect(maxDifference(await studio.pixels(studio.drawing), turned)).toBe(0);
  const { bytes } = await studio.save('png');
  expect(maxDifference(await studio.decode(bytes), turned)).toBe(0);

  // A result of another shape comes back in its own, and is not laid over this one.
  await studio.style(styles[1]!.names.en);
  await expect(page.getByRole('button', { name: /^Compare with/ }).first()).toBeVisible();
  await press(page, studio.text.undo);
  await studio.settled();
  await press(page, studio.text.undo);
  await expect(page.locator('.facts-size')).toContainText('400 × 320');
  await studio.settled();
  await expect(page.getByRole('button', { name: /^Compare with/ })).toHaveCount(0);
});

test('a dark photo is brightened, and the page says how far', async ({ page, studio }) => {
  await studio.open();
  const dark = await editedPortrait(page, hopper, { filter: 'brightness(0.3)' });
  await studio.draw({ ...dark, name: 'dark.png' });
  const before = mean(await studio.pixels(studio.photo));
  await openTool(page);
  await press(page, words.auto);
  await expect(page.locator('.auto-words')).toHaveText(/^Brightened by [\d.]+ stops/);
  const exposure = page.getByRole('slider', { name: words.exposure });
  expect(Number(await exposure.inputValue())).toBeGreaterThan(50);
  await expectAccessible(page, 'the photo tool');
  await page.setViewportSize({ width: 1440, height: 900 });

  // What was set can be taken back step by step while the tool is open, and Escape leaves all as it was.
  await page.keyboard.press('Control+z');
  await expect(exposure).toHaveValue('0');
  await page.keyboard.press('Control+Shift+z');
  await page.keyboard.press('Escape');
  await studio.settled();
  expect(mean(await studio.pixels(studio.photo))).toBeCloseTo(before);

  await openTool(page);
  await press(page, words.auto);
  const value = await exposure.inputValue();
  await finish(studio);
  await expect
    .poll(async () => mean(await studio.pixels(studio.photo)))
    .toBeGreaterThan(1.5 * before);
  await studio.settled();
  await openTool(page);
  await expect(exposure).toHaveValue(value);
  await press(page, words.auto);
  await expect(exposure).toHaveValue(value);
  await press(page, words.reset);
  await finish(studio);
  await expect.poll(async () => mean(await studio.pixels(studio.photo))).toBeCloseTo(before);
  await studio.settled();
});

separateTest(
  'a photo is cropped by keys alone, outlives a reload, and is drawn sharp from close by',
  async ({ page, studio }) => {
    separateTest.slow();
    await studio.open();
    const portraits = [{ portrait: hopper, x: 400, y: 250, scale: 1.2 }];
    const painting = { width: 1600, height: 1100, portraits, hasReeds: true };
    const file = photoFile('large.jpg', await paintPicture(page, painting));
    await countLive(page);
    await studio.open();
    await studio.draw(file);
    await page.locator('[data-tool="photo"]').focus();
    await page.keyboard.press('Enter');
    await expect(cropOf(page)).toBeVisible();
    await cropOf(page).focus();
    for (let step = 0; step < 10; step++) await page.keyboard.press('Shift+ArrowLeft');
    for (let step = 0; step < 5; step++) await page.keyboard.press('Shift+ArrowUp');
    for (let step = 0; step < 4; step++) await page.keyboard.press('ArrowRight');
    await expect(cropOf(page)).toHaveAccessibleName(/1440 × 1045 px/);
    await page.getByRole('button', { name: words.done, exact: true }).focus();
    await page.keyboard.press('Enter');
    await expect(page.locator('.facts-size')).toContainText('1440 × 1045');
    await studio.settled();
    await expect(page.locator('[data-tool="photo"]')).toBeFocused();
    const drawing = await studio.pixels(studio.drawing);
    expect(sizeOf(drawing)).toBe('1280 × 929');
    const { bytes } = await studio.save('jpeg');
    expect(sizeOf(await studio.decode(bytes))).toBe('1440 × 1045');

    // Its own preview and the edited one on the page, both in the engine.
    await expect(studio.wall).toHaveCount(styles.length);
    await expect.poll(async () => (await readLive(page)).bitmaps).toBe(5 + styles.length);

    await page.keyboard.press('+');
    await page.keyboard.press('+');
    await expect(studio.drawing).toHaveAttribute('width', '1440');
    await expect(studio.photo).toHaveAttribute('width', '1440');
    await expect.poll(() => hasKeptEdit(page)).toBe(true);

    await page.reload();
    await studio.drawn('large.jpg');
    await expect(page.locator('.facts-size')).toContainText('1440 × 1045');
    expect(sizeOf(await studio.pixels(studio.photo))).toBe('1280 × 929');
    expect(meanDifference(await studio.pixels(studio.drawing), drawing)).toBeLessThan(2);
    await openTool(page);
    await expect(cropOf(page)).toHaveAccessibleName(/1440 × 1045 px/);
    await press(page, studio.text.cancel);
    await page.getByRole('button', { name: studio.text.startOver }).click();
    await expect.poll(async () => (await readLive(page)).bitmaps).toBe(0);
  },
);
