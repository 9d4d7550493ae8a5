import type { Locator, Page } from '@playwright/test';
import { readImageHeader } from '#domain/files/imageHeader.ts';
import { toolTexts } from '#app/text/edit/tools.ts';
import { brushToolTexts } from '#app/text/edit/brush.ts';
import { expectAccessible } from './accessible.ts';
import { expect, test as separateTest } from './fixtures.ts';
import { styles } from './manifest.ts';
import { maxDifference, meanDifference, type Picture } from './measure.ts';
import { hopper, paintPicture, photoFile, smallPortrait } from './photos.ts';
import { testsOfOnePage } from './sharedPage.ts';
import { Studio } from './studio.ts';

const test = testsOfOnePage();

const words = brushToolTexts.en;
const pad = (page: Page): Locator => page.locator('.brush-pad');
const named = (id: string): string => styles.find((style) => style.id === id)!.names.en;

interface Place {
  readonly x: number;
  readonly y: number;
}

async function openBrush(page: Page, language: 'en' | 'zh-CN' = 'en'): Promise<void> {
  await page
    .getByRole('button', { name: toolTexts[language].toolNames.brush, exact: true })
    .click();
  await expect(pad(page)).toBeVisible();
}

async function setBrush(page: Page, size: number, hardness = 100): Promise<void> {
  await page.getByRole('slider', { name: words.size, exact: true }).fill(String(size));
  await page.getByRole('slider', { name: words.hardness, exact: true }).fill(String(hardness));
}

const choose = (page: Page, name: string) =>
  page.getByRole('radio', { name, exact: true }).check({ force: true });

/** Where a place of what is seen of the picture (shares of its sides) lies on the page, px. */
async function onPage(page: Page, { x, y }: Place): Promise<Place> {
  const box = (await pad(page).boundingBox())!;
  return { x: box.x + x * box.width, y: box.y + y * box.height };
}

async function paintLine(studio: Studio, from: Place, to: Place): Promise<void> {
  const { page } = studio;
  const [start, end] = [await onPage(page, from), await onPage(page, to)];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(end.x, end.y, { steps: 8 });
  await page.mouse.up();
  await studio.settled();
}

/** The part of a picture between two places. */
const part = ({ width, height }: Picture, from: Place, to: Place) => ({
  x: Math.round(from.x * width),
  y: Math.round(from.y * height),
  width: Math.round((to.x - from.x) * width),
  height: Math.round((to.y - from.y) * height),
});

function alphaAt({ width, height, data }: Picture, { x, y }: Place): number {
  return data[(Math.floor(y * height) * width + Math.floor(x * width)) * 4 + 3]!;
}

test('the photo comes through where it is painted, and each stroke is taken back', async ({
  page,
  studio,
}) => {
  await studio.open();
  await studio.draw(await smallPortrait(page));
  const photo = await studio.pixels(studio.photo);
  const drawing = await studio.pixels(studio.drawing);
  await openBrush(page);
  await setBrush(page, 75);
  await expect(pad(page)).toHaveAttribute('data-ready', 'true');

  // Far from the head nothing is warped.
  const [from, to] = [
    { x: 0.15, y: 0.85 },
    { x: 0.6, y: 0.85 },
  ];
  const start = await onPage(page, from);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  const end = await onPage(page, to);
  await page.mouse.move(end.x, end.y, { steps: 8 });
  // The pixels are there before the button is released.
  const live = await studio.pixels(page.locator('.brush-live'));
  await page.mouse.up();
  await studio.settled();
  const brushed = await studio.pixels(studio.drawing);
  const line = part(photo, { x: 0.2, y: 0.82 }, { x: 0.55, y: 0.88 });
  expect(meanDifference(drawing, photo, line)).toBeGreaterThan(3);
  expect(meanDifference(brushed, photo, line)).toBeLessThan(1);
  expect(meanDifference(live, photo, line)).toBeLessThan(1.5);
  const above = part(photo, { x: 0, y: 0 }, { x: 1, y: 0.7 });
  expect(meanDifference(brushed, drawing, above)).toBe(0);
  await expect(page.getByText(words.strokes(1, '1'), { exact: true })).toBeVisible();
  expect(
    (await studio.pixels(page.locator('.brush-done'))).data.every((value) => value === 0),
  ).toBe(true);

  // A smaller brush of another effect, over the first stroke.
  await choose(page, words.effects.restore);
  await setBrush(page, 30, 20);
  await paintLine(studio, { x: 0.3, y: 0.7 }, { x: 0.3, y: 0.95 });
  expect(meanDifference(await studio.pixels(studio.drawing), brushed)).toBeGreaterThan(0);
  await page.getByRole('button', { name: studio.text.undo, exact: true }).first().click();
  await studio.settled();
  expect(maxDifference(await studio.pixels(studio.drawing), brushed)).toBe(0);
  await page.getByRole('button', { name: words.removeAll }).click();
  await studio.settled();
  expect(maxDifference(await studio.pixels(studio.drawing), drawing)).toBe(0);
  await page.keyboard.press('Control+z');
  await studio.settled();
  expect(maxDifference(await studio.pixels(studio.drawing), brushed)).toBe(0);
});

test('an area is filled with another style; what is erased is transparent in the file', async ({
  page,
  studio,
}) => {
  await studio.open();
  await studio.draw(await smallPortrait(page));
  const drawing = await studio.pixels(studio.drawing);
  await openBrush(page);
  await choose(page, words.effects.style);
  await choose(page, named('comic'));
  await choose(page, words.areas.hair);
  await page.getByRole('button', { name: words.fill(words.areas.hair) }).click();
  await studio.settled();
  const filled = await studio.pixels(studio.drawing);
  const hair = part(filled, { x: 0.38, y: 0.06 }, { x: 0.5, y: 0.14 });
  const suit = part(filled, { x: 0.2, y: 0.7 }, { x: 0.5, y: 0.98 });
  expect(meanDifference(filled, drawing, hair)).toBeGreaterThan(5);
  expect(meanDifference(filled, drawing, suit)).toBe(0);
  await expect(page.getByText(words.filled(words.areas.hair))).toBeAttached();

  // By keyboard alone: a dab in the middle, then a line to the left of it.
  await choose(page, words.areas.everything);
  await choose(page, words.effects.erase);
  await pad(page).focus();
  for (let press = 0; press < 4; press++) await page.keyboard.press(']');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Enter');
  await studio.settled();
  await expect(page.getByText(words.strokes(3, '3'), { exact: true })).toBeVisible();

  await page.getByRole('button', { name: toolTexts.en.done }).click();
  const { bytes } = await studio.save('png');
  expect(readImageHeader(bytes)).toMatchObject({ width: 320, height: 320 });
  const file = await studio.decode(bytes);
  for (const x of [0.38, 0.44, 0.5]) expect(alphaAt(file, { x, y: 0.56 })).toBe(0);
  expect(alphaAt(file, { x: 0.7, y: 0.56 })).toBe(255);
  const shown = await studio.pixels(studio.drawing);
  expect(meanDifference(file, shown, hair)).toBeLessThan(3);
  await page.getByText(studio.text.formatNames.jpeg, { exact: true }).click();
  await expect(page.getByText(studio.text.jpegHasNoHoles)).toBeVisible();
});

separateTest('strokes outlive a reload and are seen closely', async ({ page, studio }) => {
  await studio.open();
  const portraits = [{ portrait: hopper, x: 150, y: 20, scale: 0.7 }];
  const large = await paintPicture(page, { width: 1500, height: 480, portraits });
  await studio.draw(photoFile('large.jpg', large));
  await openBrush(page);
  await choose(page, words.effects.erase);
  await setBrush(page, 60);
  await paintLine(studio, { x: 0.5, y: 0.5 }, { x: 0.7, y: 0.5 });
  const brushed = await studio.pixels(studio.drawing);
  await page.getByRole('button', { name: toolTexts.en.done }).click();
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await expect(studio.drawing).toHaveAttribute('width', '1500');
  const close = await studio.pixels(studio.drawing);
  expect(alphaAt(close, { x: 0.6, y: 0.5 })).toBe(0);
  expect(alphaAt(close, { x: 0.6, y: 0.8 })).toBe(255);

  await page.reload();
  await studio.settled();
  expect(alphaAt(await studio.pixels(studio.drawing), { x: 0.6, y: 0.5 })).toBe(0);
  await openBrush(page);
  await expect(page.getByText(words.strokes(1, '1'), { exact: true })).toBeVisible();
  await paintLine(studio, { x: 0.1, y: 0.9 }, { x: 0.2, y: 0.9 });
  await page.getByRole('button', { name: studio.text.undo, exact: true }).first().click();
  await studio.settled();
  const again = await studio.pixels(studio.drawing);
  expect(meanDifference(again, brushed)).toBeLessThan(2);
  expect(alphaAt(again, { x: 0.6, y: 0.5 })).toBe(0);
});

separateTest.describe('on a phone', () => {
  separateTest.use({
    locale: 'zh-CN',
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });

  separateTest('one finger paints and two zoom', async ({ page }) => {
    const studio = new Studio(page, 'zh-CN');
    const own = brushToolTexts['zh-CN'];
    await studio.open();
    await studio.draw(await smallPortrait(page));
    await page.getByRole('tab', { name: studio.text.adjustTitle }).tap();
    await openBrush(page, 'zh-CN');
    await choose(page, own.effects.erase);
    const session = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: readonly Place[]) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints: [...touchPoints] });
    const [a, b] = [await onPage(page, { x: 0.3, y: 0.9 }), await onPage(page, { x: 0.6, y: 0.9 })];
    await touch('touchStart', [a]);
    for (let step = 1; step <= 6; step++) {
      await touch('touchMove', [{ x: a.x + ((b.x - a.x) * step) / 6, y: a.y }]);
    }
    await touch('touchEnd', []);
    await studio.settled();
    await expect(page.getByText(own.strokes(1, '1'), { exact: true })).toBeVisible();
    expect(alphaAt(await studio.pixels(studio.drawing), { x: 0.45, y: 0.9 })).toBe(0);

    const whole = (await studio.drawing.boundingBox())!.width;
    const middle = await onPage(page, { x: 0.5, y: 0.5 });
    const pinched = (spread: number): Place[] => [
      { x: middle.x - spread, y: middle.y },
      { x: middle.x + spread, y: middle.y },
    ];
    await touch('touchStart', [pinched(30)[0]!]);
    await touch('touchStart', pinched(30));
    for (let step = 1; step <= 6; step++) await touch('touchMove', pinched(30 + 10 * step));
    await touch('touchEnd', []);
    await expect
      .poll(async () => (await studio.drawing.boundingBox())!.width / whole)
      .toBeGreaterThan(1.5);
    await expect(page.getByText(own.strokes(1, '1'), { exact: true })).toBeVisible();
    await session.detach();
    await page.setViewportSize({ width: 320, height: 640 });
    expect((await pad(page).boundingBox())!.height).toBeGreaterThan(150);
    await expectAccessible(page, 'the brush');
  });
});
