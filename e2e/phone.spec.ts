import type { Page } from '@playwright/test';
import { readImageHeader } from '#domain/files/imageHeader.ts';
import { expect, test } from './fixtures.ts';
import { firstStyleName, stylesByUse } from './manifest.ts';
import { smallPortrait } from './photos.ts';
import { bytesOf, Studio } from './studio.ts';

const smallestTargetPx = 44;

/** Moves one finger sideways to `toX`, in page px. */
async function swipe(page: Page, from: { x: number; y: number }, toX: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x?: number) =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: x === undefined ? [] : [{ x, y: from.y }],
    });
  await touch('touchStart', from.x);
  for (let step = 1; step <= 8; step++) {
    await touch('touchMove', from.x + ((toX - from.x) * step) / 8);
  }
  await restFinger((wobble) => touch('touchMove', toX + wobble));
  await touch('touchEnd');
  await session.detach();
}

/** The finger rests before it lifts: after a fling the browser would swallow the next tap. */
async function restFinger(moveBy: (wobblePx: number) => Promise<unknown>): Promise<void> {
  for (let step = 0; step < 6; step++) await moveBy(step % 2);
}

/** What a finger could miss: visible controls that are narrower or lower than a fingertip. */
async function smallTargets(page: Page): Promise<readonly string[]> {
  return await page.evaluate((smallest) => {
    const controls = 'button, a[href], input, select, [role="slider"], [role="tab"], summary';
    return [...document.querySelectorAll<HTMLElement>(controls)].flatMap((control) => {
      // A hidden control is pressed through its label, and so is a small box beside its words.
      const target = control.matches('.visually-hidden, [type="checkbox"]')
        ? control.closest('label')
        : control;
      if (!target?.checkVisibility()) return [];
      const { width, height } = target.getBoundingClientRect();
      const isSmall = Math.min(width, height) < smallest - 0.5;
      const name = control.getAttribute('aria-label') ?? control.textContent;
      return isSmall ? [`${name || control.outerHTML}: ${width} × ${height}`] : [];
    });
  }, smallestTargetPx);
}

async function expectNoSidewaysScroll(page: Page, what: string): Promise<void> {
  const overflow = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect.soft(overflow, what).toBeLessThanOrEqual(0);
}

test('the whole job works with a thumb', async ({ page, studio }) => {
  const { text } = studio;
  const tab = (name: string) => page.getByRole('tab', { name });
  await studio.open();
  expect.soft(await smallTargets(page)).toEqual([]);
  await page.getByRole('button', { name: text.trySample + text.sampleHopper }).tap();
  await studio.drawn('grace-hopper.jpg');
  expect.soft(await smallTargets(page)).toEqual([]);

  const box = (await studio.frame.boundingBox())!;
  const start = { x: box.x + box.width * 0.4, y: box.y + box.height * 0.7 };
  await swipe(page, start, box.x + box.width * 0.8);
  await expect(studio.compare).toHaveAttribute('aria-valuenow', '80');

  await tab(text.adjustTitle).tap();
  await expect(studio.strength).toBeVisible();
  expect.soft(await smallTargets(page)).toEqual([]);
  const slider = (await studio.strength.boundingBox())!;
  await page.touchscreen.tap(slider.x + slider.width / 2, slider.y + slider.height / 2);
  // Half way, give or take the fraction of a pixel.
  await expect(studio.strength).toHaveValue(/^(49|50|51)$/);
  await studio.settled();

  await tab(text.saveTitle).tap();
  await expect(studio.download).toBeVisible();
  expect.soft(await smallTargets(page)).toEqual([]);
  await page.getByText(text.formatNames.jpeg, { exact: true }).tap();
  const [download] = await Promise.all([page.waitForEvent('download'), studio.download.tap()]);
  expect(download.suggestedFilename()).toBe(`grace-hopper-${firstStyleName}.jpg`);
  expect(readImageHeader(await bytesOf(download))).toMatchObject({ width: 512, height: 600 });
});

test('nothing reaches beyond the narrowest screen', async ({ page, studio }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await studio.open();
  await expectNoSidewaysScroll(page, 'the start');
  await studio.draw(await smallPortrait(page));
  for (const language of ['en', 'zh-CN'] as const) {
    const { text } = new Studio(page, language);
    for (const name of [text.styleTitle, text.adjustTitle, text.saveTitle]) {
      await page.getByRole('tab', { name }).tap();
      await expectNoSidewaysScroll(page, name);
    }
    await page.getByRole('button', { name: text.howItRan }).tap();
    await expectNoSidewaysScroll(page, text.howItRan);
    await page.getByRole('button', { name: text.diagnostics }).tap();
    await expectNoSidewaysScroll(page, text.diagnostics);
    expect.soft(await smallTargets(page)).toEqual([]);
    await page.keyboard.press('Escape');
    if (language === 'en') await page.getByRole('button', { name: '中文' }).tap();
  }
});

/** Controls that reach beyond the window, but for what scrolls sideways. */
async function cutControls(page: Page): Promise<readonly string[]> {
  return await page.evaluate(() => {
    const controls = document.querySelectorAll('button, input, select, summary, [role="slider"]');
    return [...controls].flatMap((control) => {
      const target = control.matches('.visually-hidden') ? control.closest('label') : control;
      if (
        !target?.checkVisibility() ||
        target.closest('.styles, .chips, .results-list, .swatches')
      ) {
        return [];
      }
      // The handle may be half beyond the picture's edge.
      if (target.matches('.compare')) return [];
      const { left, right } = target.getBoundingClientRect();
      const isCut = left < -0.5 || right > innerWidth + 0.5;
      return isCut ? [control.getAttribute('aria-label') ?? control.textContent] : [];
    });
  });
}

test('nothing is cut at any width of a phone', async ({ page, studio }) => {
  test.slow();
  const { text } = studio;
  await studio.open();
  const widths = Array.from({ length: 81 }, (_, index) => 320 + index);
  const sweep = async (what: string) => {
    for (const width of widths) {
      await page.setViewportSize({ width, height: 700 });
      await expectNoSidewaysScroll(page, `${what}, ${width} px`);
      expect.soft(await cutControls(page), `${what}, ${width} px`).toEqual([]);
    }
  };
  await sweep('the start');
  await studio.draw(await smallPortrait(page));
  for (const name of [text.styleTitle, text.adjustTitle, text.saveTitle]) {
    await page.getByRole('tab', { name }).tap();
    await sweep(name);
  }
  await expect(studio.download).toBeInViewport({ ratio: 1 });

  await test.step('on its side, and on a low desktop', async () => {
    for (const [width, height] of [
      [667, 375],
      [844, 390],
      [932, 430],
      [1280, 640],
    ] as const) {
      await page.setViewportSize({ width, height });
      await expectNoSidewaysScroll(page, `${width} × ${height}`);
      expect.soft(await cutControls(page), `${width} × ${height}`).toEqual([]);
      await expect(studio.download).toBeInViewport({ ratio: 1 });
      const picture = (await studio.frame.boundingBox())!;
      expect.soft(picture.height, `${width} × ${height}`).toBeGreaterThan(120);
      // What lies in the panel of the picture stays in it.
      const [panel, tools] = await Promise.all(
        ['.stage', '.facts-end'].map(async (part) => (await page.locator(part).boundingBox())!),
      );
      expect.soft(tools!.x + tools!.width).toBeLessThanOrEqual(panel!.x + panel!.width);
    }
  });
});

test('results have a tab of their own', async ({ page, studio }) => {
  const { text } = studio;
  const [first, second] = stylesByUse.map(({ names }) => names.en) as [string, string];
  const tab = page.getByRole('tab', { name: text.resultsTitle });
  await studio.open();
  const portrait = await smallPortrait(page);
  await studio.draw(portrait);
  await expect(tab).toHaveCount(0);
  await studio.style(second);
  await tab.tap();
  await expect(page.locator('.results img')).toHaveCount(2);
  expect.soft(await smallTargets(page)).toEqual([]);

  await page.getByRole('button', { name: text.compareWith(first) }).tap();
  await expect(page.getByRole('img', { name: first, exact: true })).toBeVisible();
  expect.soft(await smallTargets(page)).toEqual([]);
  await page.getByRole('button', { name: text.compareWithPhoto }).tap();
  await expect(studio.photo).toBeVisible();

  await page.getByRole('button', { name: text.resultOf(first, portrait.name), exact: true }).tap();
  await studio.settled();
  await page.getByRole('button', { name: text.undo }).tap();
  await studio.settled();
  await page.getByRole('tab', { name: text.styleTitle }).tap();
  await expect(page.getByRole('radio', { name: second, exact: true })).toBeChecked();

  await page.setViewportSize({ width: 320, height: 640 });
  await tab.tap();
  await expectNoSidewaysScroll(page, 'the results');
  await page.getByRole('button', { name: text.privacyButton }).tap();
  await page.getByRole('button', { name: text.gallery }).tap();
  await expect(page.getByText(text.galleryEmpty)).toBeVisible();
  await expectNoSidewaysScroll(page, 'the gallery');
  expect.soft(await smallTargets(page)).toEqual([]);
});

test('a batch works with a thumb', async ({ page, studio }) => {
  const { text } = studio;
  await studio.open();
  await studio.choose([await smallPortrait(page, '1.jpg'), await smallPortrait(page, '2.jpg')]);
  await expect(page.locator('[data-item] img')).toHaveCount(2);
  expect.soft(await smallTargets(page)).toEqual([]);
  await expectNoSidewaysScroll(page, 'a batch');

  await test.step('a finger drags a photo up the list', async () => {
    const handle = page.getByRole('button', { name: text.moveItem('2.jpg') });
    const from = (await handle.boundingBox())!;
    const to = (await page.getByRole('button', { name: text.moveItem('1.jpg') }).boundingBox())!;
    const session = await page.context().newCDPSession(page);
    const at = (y: number) => [{ x: from.x + from.width / 2, y: y + from.height / 2 }];
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y?: number) =>
      session.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: y === undefined ? [] : at(y),
      });
    await touch('touchStart', from.y);
    for (let step = 1; step <= 6; step++) {
      await touch('touchMove', from.y + ((to.y - from.y) * step) / 6);
    }
    await restFinger((wobble) => touch('touchMove', to.y + wobble));
    await touch('touchEnd');
    await session.detach();
    await expect(page.locator('.contact-name')).toHaveText(['2.jpg', '1.jpg']);
  });

  await page.getByRole('button', { name: text.cancelItem('1.jpg') }).tap();
  await page.getByRole('button', { name: text.batchStart(1, '1') }).tap();
  await expect(page.locator('[data-status="done"]')).toHaveCount(1);
  await page.getByRole('tab', { name: text.saveTitle }).tap();
  expect.soft(await smallTargets(page)).toEqual([]);
  await expectNoSidewaysScroll(page, 'a drawn batch');
  const download = page.waitForEvent('download');
  await page.evaluate(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  await page.getByRole('button', { name: text.saveZip }).tap();
  expect((await download).suggestedFilename()).toBe('toonroom.zip');
});
