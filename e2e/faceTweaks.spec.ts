import type { Locator, Page } from '@playwright/test';
import { faceToolTexts } from '#app/text/edit/face.ts';
import { toolTexts } from '#app/text/edit/tools.ts';
import { expectAccessible } from './accessible.ts';
import { expect, test as separateTest } from './fixtures.ts';
import { faceFrame, meanDifference, type Picture } from './measure.ts';
import { astronaut, placedPoints, sideBySide, smallPortrait, twoPeople } from './photos.ts';
import { testsOfOnePage } from './sharedPage.ts';
import { Studio } from './studio.ts';

const test = testsOfOnePage();
const text = faceToolTexts.en;

async function openTool(page: Page): Promise<void> {
  await page.locator('[data-tool="face"]').click();
  await expect(
    page.getByRole('complementary', { name: toolTexts.en.toolNames.face }),
  ).toBeVisible();
}

const slider = (page: Page, name: keyof typeof text.names): Locator =>
  page.getByRole('slider', { name: text.names[name], exact: true });
const handle = (page: Page, name: keyof typeof text.handles): Locator =>
  page.getByRole('slider', { name: text.handles[name], exact: true });
const colour = (page: Page, group: string, name: string): Locator =>
  page.getByRole('group', { name: group }).getByRole('button', { name, exact: true });

/** How many pixels are clearly more blue and green than red, as turquoise eyes are. */
function turquoise(
  { data }: Picture,
  box: { x: number; y: number; width: number; height: number },
  width: number,
): number {
  let count = 0;
  for (let y = box.y; y < box.y + box.height; y++) {
    for (let x = box.x; x < box.x + box.width; x++) {
      const at = (y * width + x) * 4;
      if (Math.min(data[at + 1]!, data[at + 2]!) > data[at]! + 25) count += 1;
    }
  }
  return count;
}

const eyesBox = { x: 185, y: 88, width: 80, height: 30 };
const cheek = { x: 198, y: 122, width: 10, height: 8 };
const hair = { x: 172, y: 60, width: 14, height: 40 };

test('eyes and hair are changed by sliders, handles and colours, and taken back', async ({
  page,
  studio,
}) => {
  await studio.open();
  await studio.draw(astronaut.path);
  const before = await studio.pixels(studio.drawing);
  await openTool(page);

  await colour(page, text.irisTitle, text.irisNames.turquoise).click();
  await studio.settled();
  const coloured = await studio.pixels(studio.drawing);
  const small = turquoise(coloured, eyesBox, coloured.width);
  expect(small).toBeGreaterThan(turquoise(before, eyesBox, before.width) + 20);

  // By keys of the handle; the slider shows the same.
  await handle(page, 'eyes').focus();
  for (let press = 0; press < 3; press++) await page.keyboard.press('ArrowRight');
  await expect(slider(page, 'eyes')).toHaveValue('15');
  await studio.set(slider(page, 'eyes'), 100);
  const large = await studio.pixels(studio.drawing);
  expect(turquoise(large, eyesBox, large.width)).toBeGreaterThan(1.2 * small);
  expect(meanDifference(large, coloured, { x: 0, y: 300, width: 512, height: 200 })).toBeLessThan(
    0.5,
  );

  await colour(page, text.hairTitle, text.hairNames.pink).click();
  await studio.settled();
  const pink = await studio.pixels(studio.drawing);
  expect(meanDifference(pink, large, hair)).toBeGreaterThan(25);
  expect(meanDifference(pink, large, cheek)).toBeLessThan(3);

  // A file at full size has all of it.
  await page.getByRole('button', { name: toolTexts.en.done, exact: true }).click();
  await expect(studio.strength).toHaveValue('100');
  const file = await studio.decode((await studio.save('png')).bytes);
  expect(meanDifference(file, pink)).toBeLessThan(1);

  const undo = page.getByRole('button', { name: studio.text.undo, exact: true });
  for (let step = 0; step < 10 && (await undo.isEnabled()); step++) await undo.click();
  await studio.settled();
  expect(meanDifference(await studio.pixels(studio.drawing), before)).toBe(0);
});

test('a drag of a handle is one step, and the picture follows at once', async ({
  page,
  studio,
}) => {
  await studio.open();
  await studio.draw(astronaut.path);
  await openTool(page);
  const mouth = handle(page, 'mouth');
  const { x, y, width, height } = (await mouth.boundingBox())!;
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2, y + height / 2 - 6);
  await page.mouse.move(x + width / 2 - 3, y + height / 2 - 12, { steps: 3 });
  await expect(page.locator('.live-warp')).toBeVisible();
  await page.mouse.up();
  await studio.settled();
  expect(Number(await slider(page, 'smile').inputValue())).toBeGreaterThan(20);
  expect(Number(await slider(page, 'mouth').inputValue())).toBeGreaterThan(3);
  await page.getByRole('button', { name: studio.text.undo, exact: true }).click();
  await expect(slider(page, 'smile')).toHaveValue('0');
  await expect(slider(page, 'mouth')).toHaveValue('0');
});

test('one of two people is changed, and everybody looks the same again', async ({
  page,
  studio,
}) => {
  await studio.open();
  await studio.draw(await twoPeople(page));
  const boxes = sideBySide.map((placed) => faceFrame(placedPoints(placed)).box);
  const before = await studio.pixels(studio.drawing);
  await openTool(page);
  await page
    .getByRole('radio', { name: studio.text.person('2'), exact: true })
    .check({ force: true });
  await studio.set(slider(page, 'jaw'), 100);
  await studio.set(slider(page, 'smile'), -100);
  const changed = await studio.pixels(studio.drawing);
  expect(meanDifference(changed, before, boxes[1])).toBeGreaterThan(1.5);
  expect(meanDifference(changed, before, boxes[0])).toBeLessThan(0.3);
  await page
    .getByRole('radio', { name: studio.text.everybody, exact: true })
    .check({ force: true });
  await expect(slider(page, 'jaw')).toHaveValue('0');
  await page
    .getByRole('radio', { name: studio.text.person('2'), exact: true })
    .check({ force: true });
  await page.getByRole('button', { name: text.resetAll, exact: true }).click();
  await studio.settled();
  expect(meanDifference(await studio.pixels(studio.drawing), before)).toBe(0);
});

separateTest.describe('in Chinese, by keyboard, on a phone', () => {
  separateTest.use({ locale: 'zh-CN', viewport: { width: 390, height: 844 }, hasTouch: true });

  separateTest('faces are changed without a mouse, and a reload keeps it', async ({ page }) => {
    const studio = new Studio(page, 'zh-CN');
    const chinese = faceToolTexts['zh-CN'];
    await studio.open();
    await studio.draw(await smallPortrait(page));
    const openByKeys = async (): Promise<void> => {
      await page.getByRole('tab', { name: studio.text.adjustTitle }).click();
      await page.locator('[data-tool="face"]').focus();
      await page.keyboard.press('Enter');
    };
    await openByKeys();
    const nose = page.getByRole('slider', { name: chinese.names.nose, exact: true });
    await nose.focus();
    for (let press = 0; press < 4; press++) await page.keyboard.press('PageUp');
    await studio.settled();
    const value = await nose.inputValue();
    expect(Number(value)).toBeGreaterThan(20);
    // The picture stays in sight above the sliders.
    expect((await studio.frame.boundingBox())!.height).toBeGreaterThan(200);
    await expectAccessible(page, 'shape');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByText(chinese.partNames.colours, { exact: true }).click();
    await page.getByRole('button', { name: chinese.hairNames.blond, exact: true }).click();
    await page.getByRole('checkbox', { name: chinese.marks }).check();
    await studio.settled();
    await expectAccessible(page, 'colours');

    await page.reload();
    await studio.settled();
    await page.setViewportSize({ width: 390, height: 844 });
    await openByKeys();
    await expect(nose).toHaveValue(value);
    await page.getByText(chinese.partNames.colours, { exact: true }).click();
    await expect(page.getByRole('checkbox', { name: chinese.marks })).toBeChecked();
  });
});
