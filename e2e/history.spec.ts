import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { stylesByUse } from './manifest.ts';
import { meanDifference } from './measure.ts';
import { smallPortrait, twoPeople, widePortrait } from './photos.ts';
import type { Studio } from './studio.ts';

const [first, second, third] = stylesByUse.map(({ names }) => names.en) as [string, string, string];
/** What keeping a drawing may change of it, u8: less than anybody sees, far less than another style or setting. */
const keptDifference = 2;

const strip = (page: Page): Locator => page.locator('.results li');

function result(studio: Studio, style: string, photo: string): Locator {
  const name = studio.text.resultOf(style, photo);
  return studio.page.getByRole('button', { name, exact: true });
}

/** Drags a slider to a place between 0 and 1 of its length, by many small moves; the button stays down. */
async function drag(page: Page, slider: Locator, place: number): Promise<void> {
  const { x, y, width, height } = (await slider.boundingBox())!;
  await page.mouse.move(x + width - 11, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width * place, y + height / 2, { steps: 12 });
}

/** The small picture of a result is there, and with it all that is kept. */
async function expectKept(print: Locator): Promise<void> {
  await expect(print.locator('img')).toBeVisible();
}

test('the strip brings photos back with their settings and drawings', async ({ page, studio }) => {
  test.slow();
  const { text } = studio;
  await studio.open();
  const portrait = await smallPortrait(page);
  const other = await widePortrait(page);
  await studio.draw(portrait);
  const firstDrawing = await studio.pixels(studio.drawing);
  await expect(strip(page)).toHaveCount(0);

  await studio.style(second);
  await expect(strip(page)).toHaveCount(2);
  await expect(result(studio, second, portrait.name)).toHaveAttribute('aria-current', 'true');

  await test.step('settings change a result in place, however often they are tried', async () => {
    await drag(page, studio.strength, 0.3);
    await page.mouse.up();
    await studio.settled();
    await studio.set(studio.exaggeration, 50);
    await studio.set(studio.strength, 60);
    await expect(strip(page)).toHaveCount(2);
  });
  const secondDrawing = await studio.pixels(studio.drawing);
  await expectKept(result(studio, first, portrait.name));
  await expectKept(result(studio, second, portrait.name));

  await test.step('another drawing of the same photo is there at once', async () => {
    await result(studio, first, portrait.name).click();
    await studio.settled();
    await expect(page.getByRole('radio', { name: first, exact: true })).toBeChecked();
    await expect(studio.strength).toHaveValue('100');
    await expect
      .poll(async () => meanDifference(await studio.pixels(studio.drawing), firstDrawing))
      .toBeLessThan(keptDifference);
  });

  await test.step('and so is one of another photo', async () => {
    await studio.draw(other);
    await expect(strip(page)).toHaveCount(3);
    await result(studio, second, portrait.name).click();
    await studio.drawn(portrait.name);
    await expect(page.getByRole('radio', { name: second, exact: true })).toBeChecked();
    await expect(studio.strength).toHaveValue('60');
    await expect(studio.exaggeration).toHaveValue('50');
    const drawing = await studio.pixels(studio.drawing);
    expect(meanDifference(drawing, secondDrawing)).toBeLessThan(keptDifference);
    await expect(page.getByText(text.faces(1, '1'), { exact: true })).toBeVisible();
  });

  await test.step('with it one can go on, and save it', async () => {
    const { name, bytes } = await studio.save('png');
    expect(name).toMatch(/^portrait-/);
    expect(meanDifference(await studio.decode(bytes), secondDrawing)).toBeLessThan(keptDifference);
    await studio.set(studio.strength, 0);
    expect(meanDifference(await studio.pixels(studio.drawing), secondDrawing)).toBeGreaterThan(4);
    await expect(strip(page)).toHaveCount(3);
  });

  await test.step('the start puts the photo away, but not the results', async () => {
    await page.getByRole('button', { name: text.startOver }).click();
    await expect(page.getByRole('button', { name: text.choosePhoto })).toBeVisible();
    await studio.draw(other);
    await expect(strip(page)).toHaveCount(4);
  });
});

test('every setting can be undone and redone, by key and by button', async ({ page, studio }) => {
  test.slow();
  const { text } = studio;
  const undo = page.getByRole('button', { name: text.undo });
  const redo = page.getByRole('button', { name: text.redo });
  await studio.open();
  await studio.draw(await smallPortrait(page));
  const untouched = await studio.pixels(studio.drawing);
  await expect(undo).toHaveAttribute('aria-disabled', 'true');

  await test.step('a drag is one step, however slow', async () => {
    await drag(page, studio.strength, 0.6);
    await studio.settled();
    await drag(page, studio.strength, 0.2);
    await page.mouse.up();
    await studio.settled();
    const dragged = await studio.strength.inputValue();
    expect(Number(dragged)).toBeLessThan(40);
    await page.keyboard.press('Control+z');
    await expect(studio.strength).toHaveValue('100');
    await studio.settled();
    expect(meanDifference(await studio.pixels(studio.drawing), untouched)).toBe(0);
    await page.keyboard.press('Control+Shift+z');
    await expect(studio.strength).toHaveValue(dragged);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+y');
    await expect(studio.strength).toHaveValue(dragged);
    await undo.click();
    await expect(studio.strength).toHaveValue('100');
    await expect(undo).toHaveAttribute('aria-disabled', 'true');
    await studio.settled();
  });

  const radio = (name: string) => page.getByRole('radio', { name, exact: true });
  const choices = [
    [radio(second), radio(first)],
    [radio(text.backgroundNames.blurred), radio(text.backgroundNames.drawn)],
    [radio(text.formatNames.webp), radio(text.formatNames.png)],
    [radio(text.shapeNames['1:1']), radio(text.shapeNames.whole)],
  ] as const;
  for (const [wanted] of choices) {
    await wanted.check({ force: true });
    await studio.settled();
  }
  const beside = page.getByRole('checkbox', { name: text.besidePhoto });
  await beside.check();
  await studio.set(studio.exaggeration, 30);
  await page.keyboard.press('r');
  await expect(studio.exaggeration).toHaveValue('100');
  await expect(radio(text.backgroundNames.drawn)).toBeChecked();

  await test.step('back to the start, one by one', async () => {
    await undo.click();
    await expect(studio.exaggeration).toHaveValue('30');
    await expect(radio(text.backgroundNames.blurred)).toBeChecked();
    await undo.click();
    await expect(studio.exaggeration).toHaveValue('100');
    await undo.click();
    await expect(beside).not.toBeChecked();
    for (const [, initial] of choices.toReversed()) {
      await undo.click();
      await expect(initial).toBeChecked();
    }
    await expect(undo).toBeFocused();
    await expect(undo).toHaveAttribute('aria-disabled', 'true');
    await studio.settled();
    expect(meanDifference(await studio.pixels(studio.drawing), untouched)).toBe(0);
  });

  await test.step('and forward again, until something else is set', async () => {
    await redo.click();
    await expect(radio(second)).toBeChecked();
    await studio.settled();
    await radio(third).check({ force: true });
    await studio.settled();
    await expect(redo).toHaveAttribute('aria-disabled', 'true');
  });

  await test.step('words that are being written have an undo of their own', async () => {
    await page.evaluate(() =>
      document.querySelector('main')!.append(document.createElement('textarea')),
    );
    const field = page.locator('textarea');
    await field.pressSequentially('words');
    await page.keyboard.press('Control+z');
    await expect(field).toHaveValue('');
    await expect(radio(third)).toBeChecked();
  });
});

test('each photo keeps its own steps, those of single people too', async ({ page, studio }) => {
  test.slow();
  const { text } = studio;
  await studio.open();
  const two = await twoPeople(page);
  await studio.draw(two);
  const before = await studio.pixels(studio.drawing);
  await page.getByRole('button', { name: text.person('1') }).click();
  await page.getByRole('checkbox', { name: text.drawPerson }).uncheck();
  await studio.settled();
  expect(meanDifference(await studio.pixels(studio.drawing), before)).toBeGreaterThan(1);

  const other = await smallPortrait(page, 'other.jpg');
  await studio.draw(other);
  await expect(page.getByRole('button', { name: text.undo })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await studio.style(second);

  await result(studio, first, two.name).click();
  await studio.drawn(two.name);
  await expect(page.getByRole('radio', { name: first, exact: true })).toBeChecked();
  await page.keyboard.press('Control+z');
  await studio.settled();
  await expect
    .poll(async () => meanDifference(await studio.pixels(studio.drawing), before))
    .toBeLessThan(keptDifference);

  await result(studio, second, other.name).click();
  await studio.drawn(other.name);
  await expect(page.getByRole('radio', { name: second, exact: true })).toBeChecked();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('radio', { name: first, exact: true })).toBeChecked();
  await studio.settled();
});

test('a drawing is compared with another one instead of the photo', async ({ page, studio }) => {
  const { text } = studio;
  const compareWith = (style: string) =>
    page.getByRole('button', { name: text.compareWith(style), exact: true });
  const left = page.locator('.layer.is-photo');
  await studio.open();
  const portrait = await smallPortrait(page);
  await studio.draw(portrait);
  const firstDrawing = await studio.pixels(studio.drawing);
  await studio.style(second);
  await expectKept(result(studio, first, portrait.name));
  await expect(compareWith(second)).toBeHidden();

  await compareWith(first).click();
  await expect(left).toContainText(first);
  const compared = page.getByRole('img', { name: first, exact: true });
  await expect(studio.photo).toBeHidden();
  expect(meanDifference(await studio.pixels(compared), firstDrawing)).toBeLessThan(keptDifference);
  await expect(studio.compare).toHaveAttribute('aria-valuetext', text.compareValue('25%', first));

  await test.step('it stays while the settings change', async () => {
    await studio.set(studio.strength, 50);
    await expect(left).toContainText(first);
  });

  await test.step('the photo comes back by a button, or by the same one', async () => {
    await page.getByRole('button', { name: text.compareWithPhoto }).click();
    await expect(left).toContainText(text.photo);
    await compareWith(first).click();
    await expect(compareWith(first)).toHaveAttribute('aria-pressed', 'true');
    await compareWith(first).click();
    await expect(studio.photo).toBeVisible();
  });

  await test.step('and when the result itself is chosen, or another photo', async () => {
    await compareWith(first).click();
    await expect(left).toContainText(first);
    await result(studio, first, portrait.name).click();
    await expect(left).toContainText(text.photo);
    await studio.settled();
    await compareWith(second).click();
    await expect(left).toContainText(second);
    await studio.draw(await smallPortrait(page, 'other.jpg'));
    await expect(left).toContainText(text.photo);
    await expect(page.getByRole('button', { name: /^Compare with/ })).toHaveCount(0);
  });
});
