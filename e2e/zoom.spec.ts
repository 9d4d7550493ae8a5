import type { Locator, Page } from '@playwright/test';
import type { Box } from '#domain/picture/geometry.ts';
import { zoomRange } from '#domain/picture/zoom.ts';
import { expect, test } from './fixtures.ts';
import { hopper, twoPeople } from './photos.ts';
import { sharedStudio } from './sharedStudio.ts';
import type { Studio } from './studio.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

const boxOf = async (locator: Locator): Promise<Box> => (await locator.boundingBox())!;

/** A point of a box, given as fractions of its sides. */
const pointOf = ({ x, y, width, height }: Box, across: number, down: number): Point => ({
  x: x + across * width,
  y: y + down * height,
});

/** Where a point of the page lies in a box, as fractions of its sides. */
const placeIn = ({ x, y, width, height }: Box, point: Point): readonly [number, number] => [
  (point.x - x) / width,
  (point.y - y) / height,
];

/** `inner` relative to `outer`, as fractions of its sides. */
const shareOf = (inner: Box, outer: Box): readonly number[] => [
  ...placeIn(outer, inner),
  inner.width / outer.width,
  inner.height / outer.height,
];

function expectClose(actual: readonly number[], expected: readonly number[]): void {
  actual.forEach((value, index) => expect(value).toBeCloseTo(expected[index]!, 2));
}

/** Nothing but the picture is seen in its frame. */
async function expectFilled({ frame, drawing }: Studio): Promise<void> {
  const [seen, whole] = [await boxOf(frame), await boxOf(drawing)];
  expect(whole.x).toBeLessThanOrEqual(seen.x + 1);
  expect(whole.y).toBeLessThanOrEqual(seen.y + 1);
  expect(whole.x + whole.width).toBeGreaterThanOrEqual(seen.x + seen.width - 1);
  expect(whole.y + whole.height).toBeGreaterThanOrEqual(seen.y + seen.height - 1);
}

/** Waits until the picture is so many times as wide as `fitted`. */
async function expectScale({ drawing }: Studio, fitted: Box, scale: number): Promise<void> {
  await expect.poll(async () => (await boxOf(drawing)).width / fitted.width).toBeCloseTo(scale, 1);
}

async function turnWheel(page: Page, at: Point, notches: number, key?: string): Promise<void> {
  await page.mouse.move(at.x, at.y);
  if (key) await page.keyboard.down(key);
  for (let notch = 0; notch < Math.abs(notches); notch++) {
    await page.mouse.wheel(0, -100 * Math.sign(notches));
  }
  if (key) await page.keyboard.up(key);
}

async function drag(page: Page, from: Point, to: Point): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
}

/** A drawing, with all that comes after it at hand. */
async function drawn(studio: Studio): Promise<Box> {
  await studio.open();
  await studio.draw(hopper.path);
  await expect(studio.page.getByRole('button', { name: studio.text.zoomIn })).toBeVisible();
  return await boxOf(studio.drawing);
}

/** The picture as a whole, whatever was done to it before. */
async function wholePicture({ page, drawing, frame }: Studio): Promise<Box> {
  await page.keyboard.press('0');
  await expect.poll(async () => await boxOf(drawing)).toEqual(await boxOf(frame));
  return await boxOf(drawing);
}

test.describe('one picture', () => {
  const shared = sharedStudio(async (studio) => void (await drawn(studio)));

  test('the wheel zooms with Ctrl or Command alone, and what is under the pointer stays there', async () => {
    const studio = shared();
    const { page } = studio;
    const fitted = await wholePicture(studio);
    await page.evaluate(() => {
      const taken: boolean[] = [];
      Object.assign(window, { taken });
      addEventListener('wheel', ({ defaultPrevented }) => taken.push(defaultPrevented));
    });
    const eye = pointOf(fitted, 0.44, 0.32);
    await turnWheel(page, eye, 1);
    await turnWheel(page, eye, 2, 'Control');
    await turnWheel(page, eye, 1, 'Meta');
    await expectScale(studio, fitted, Math.exp(0.75));
    expectClose(placeIn(await boxOf(studio.drawing), eye), [0.44, 0.32]);
    await expectFilled(studio);
    const taken = await page.evaluate(() => (window as unknown as { taken: boolean[] }).taken);
    expect(taken).toEqual([false, true, true, true]);

    await turnWheel(page, eye, -30, 'Control');
    await expectScale(studio, fitted, 1);
    expectClose(Object.values(await boxOf(studio.drawing)), Object.values(fitted));
  });

  test('a double click zooms in where it is, and out again; the line stays', async () => {
    const studio = shared();
    const { page } = studio;
    const fitted = await wholePicture(studio);
    const mouth = pointOf(fitted, 0.52, 0.46);
    await page.mouse.dblclick(mouth.x, mouth.y);
    await expectScale(studio, fitted, 2.5);
    expectClose(placeIn(await boxOf(studio.drawing), mouth), [0.52, 0.46]);
    await expect(studio.compare).toHaveAttribute('aria-valuenow', '25');
    await page.mouse.dblclick(mouth.x, mouth.y);
    await expectScale(studio, fitted, 1);
  });

  test('buttons and keys zoom, and stop at both ends', async () => {
    const studio = shared();
    const { page } = studio;
    const fitted = await wholePicture(studio);
    const { text } = studio;
    const [zoomIn, zoomOut, fit] = [text.zoomIn, text.zoomOut, text.zoomToFit].map((name) =>
      page.getByRole('button', { name, exact: true }),
    );
    await expect(zoomOut!).toHaveAttribute('aria-disabled', 'true');
    await zoomIn!.click();
    await expectScale(studio, fitted, 1.5);
    await zoomOut!.click();
    await expectScale(studio, fitted, 1);
    for (let press = 0; press < 6; press++) await page.keyboard.press('+');
    await expectScale(studio, fitted, zoomRange.max);
    await expect(zoomIn!).toHaveAttribute('aria-disabled', 'true');
    await expectFilled(studio);
    await page.keyboard.press('-');
    await expectScale(studio, fitted, zoomRange.max / 1.5);
    await page.keyboard.press('0');
    await expectScale(studio, fitted, 1);
    await zoomIn!.press('Enter');
    await fit!.press('Enter');
    await expectScale(studio, fitted, 1);
    await expect(fit!).toBeFocused();

    await page.getByRole('button', { name: text.shortcuts }).click();
    await page.getByLabel(text.shortcutsSingleKeys).uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('+');
    await expectScale(studio, fitted, 1);
    await page.getByRole('button', { name: text.shortcuts }).click();
    await page.getByLabel(text.shortcutsSingleKeys).check();
    await page.keyboard.press('Escape');
  });

  test('a zoomed picture is pulled about within its bounds, and the line is still drawn by its knob', async () => {
    const studio = shared();
    const { page } = studio;
    const fitted = await wholePicture(studio);
    for (let press = 0; press < 3; press++) await page.keyboard.press('+');
    await expectScale(studio, fitted, 3.375);
    const seen = await boxOf(studio.frame);
    const middle = pointOf(seen, 0.6, 0.7);
    const before = await boxOf(studio.drawing);
    await drag(page, middle, { x: middle.x + 60, y: middle.y - 40 });
    const after = await boxOf(studio.drawing);
    expectClose([after.x - before.x, after.y - before.y], [60, -40]);
    await expect(studio.compare).toHaveAttribute('aria-valuenow', '25');

    for (const corner of [pointOf(seen, 0, 0), pointOf(seen, 1, 1)]) {
      for (let times = 0; times < 4; times++) await drag(page, pointOf(seen, 0.6, 0.6), corner);
      await expectFilled(studio);
    }
    const end = await boxOf(studio.drawing);
    const knob = await boxOf(studio.compare);
    await drag(page, pointOf(knob, 0.5, 0.5), pointOf(seen, 0.8, 0.5));
    await expect(studio.compare).toHaveAttribute('aria-valuenow', '80');
    expect(await boxOf(studio.drawing)).toEqual(end);

    const group = page.getByRole('group', { name: studio.text.zoomedPicture });
    await group.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    const moved = await boxOf(studio.drawing);
    expectClose([moved.x - end.x, moved.y - end.y], [-80, -80]);
    await expect(studio.compare).toHaveAttribute('aria-valuenow', '80');
  });
});

test('people and the saved part keep their places on a zoomed picture; a new photo is seen whole', async ({
  page,
  studio,
}) => {
  const { text } = studio;
  await studio.open();
  await studio.draw(await twoPeople(page));
  await page.getByText(text.shapeNames['1:1'], { exact: true }).click();
  const marks = [page.locator('.person').first(), page.locator('.crop')];
  const shares = async () => {
    const whole = await boxOf(studio.drawing);
    return await Promise.all(marks.map(async (mark) => shareOf(await boxOf(mark), whole)));
  };
  await expect(marks[0]!).toBeAttached();
  const [fitted, before] = [await boxOf(studio.drawing), await shares()];
  await turnWheel(page, pointOf(fitted, 0.2, 0.4), 4, 'Control');
  await expectScale(studio, fitted, Math.E);
  expectClose((await shares()).flat(), before.flat());

  // Whom the keyboard comes to is brought into sight.
  for (const number of ['1', '2']) {
    const person = page.getByRole('button', { name: text.person(number) });
    while (!(await person.evaluate((button) => button === document.activeElement))) {
      await page.keyboard.press('Tab');
    }
    const [seen, button] = [await boxOf(studio.frame), await boxOf(person)];
    const [across, down] = placeIn(seen, pointOf(button, 0.5, 0.5));
    expect(Math.min(across, down)).toBeGreaterThan(0);
    expect(Math.max(across, down)).toBeLessThan(1);
  }

  await studio.draw(hopper.path);
  expect(await boxOf(studio.drawing)).toEqual(await boxOf(studio.frame));
});

test('all of it is still there when the page itself is zoomed to 200 %', async ({
  page,
  studio,
}) => {
  // What 1440 × 900 px leave.
  await page.setViewportSize({ width: 720, height: 450 });
  const fitted = await drawn(studio);
  await page.getByRole('button', { name: studio.text.zoomIn }).click();
  await expectScale(studio, fitted, 1.5);
  await studio.download.scrollIntoViewIfNeeded();
  await expect(studio.download).toBeInViewport({ ratio: 1 });
  const overflow = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect(overflow).toBe(0);
});

test.describe('with fingers', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  /** Moves fingers along straight ways, all at once. */
  async function touch(page: Page, ways: readonly (readonly [Point, Point])[]): Promise<void> {
    const session = await page.context().newCDPSession(page);
    const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', share?: number) =>
      session.send('Input.dispatchTouchEvent', {
        type,
        touchPoints:
          share === undefined
            ? []
            : ways.map(([from, to], id) => ({
                id,
                x: from.x + (to.x - from.x) * share,
                y: from.y + (to.y - from.y) * share,
              })),
      });
    await send('touchStart', 0);
    for (let step = 1; step <= 8; step++) await send('touchMove', step / 8);
    await send('touchEnd');
    await session.detach();
  }

  test('two fingers zoom, one pulls, and the line waits', async ({ page, studio }) => {
    const fitted = await drawn(studio);
    const chin = pointOf(fitted, 0.5, 0.5);
    for (const way of [
      { x: 30, y: 0 },
      { x: 0, y: 30 },
    ]) {
      await page.keyboard.press('0');
      await expectScale(studio, fitted, 1);
      const spread = ([1, -1] as const).map(
        (side) =>
          [
            { x: chin.x + side * way.x, y: chin.y + side * way.y },
            { x: chin.x + 3 * side * way.x, y: chin.y + 3 * side * way.y },
          ] as const,
      );
      await touch(page, spread);
      await expectScale(studio, fitted, 3);
      expectClose(placeIn(await boxOf(studio.drawing), chin), [0.5, 0.5]);
    }
    const before = await boxOf(studio.drawing);
    await touch(page, [[chin, { x: chin.x - 50, y: chin.y - 90 }]]);
    const after = await boxOf(studio.drawing);
    expectClose([after.x - before.x, after.y - before.y], [-50, -90]);
    await expect(studio.compare).toHaveAttribute('aria-valuenow', '25');
    await touch(page, [[chin, { x: chin.x + 2000, y: chin.y + 2000 }]]);
    await expectFilled(studio);

    await page.touchscreen.tap(chin.x, chin.y);
    await page.touchscreen.tap(chin.x, chin.y);
    await expectScale(studio, fitted, 1);
    expect(await page.evaluate(() => visualViewport!.scale)).toBe(1);
  });

  test('one finger still scrolls the page over a picture that fits', async ({ page, studio }) => {
    await drawn(studio);
    // The page is higher than such a window.
    await page.setViewportSize({ width: 560, height: 300 });
    const box = await boxOf(studio.frame);
    const from = pointOf(box, 0.5, 0.9);
    await touch(page, [[from, { x: from.x, y: from.y - 60 }]]);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(20);
  });
});
