import type { Locator, Page } from '@playwright/test';
import type { Box } from '#domain/picture/geometry.ts';
import { readImageHeader } from '#domain/files/imageHeader.ts';
import { expect, test } from './fixtures.ts';
import { firstStyleName } from './manifest.ts';
import type { Picture } from './measure.ts';
import { photoFile, smallPortrait } from './photos.ts';
import { bytesOf, Studio } from './studio.ts';

/** Presses Tab until `target` has the focus, which must never get lost on the way. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let press = 0; press < 40; press++) {
    await page.keyboard.press('Tab');
    await expectFocused(page);
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab does not reach ${target.toString()}.`);
}

/** Something on the page has the focus; a button that went away must have handed it on. */
async function expectFocused(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.tagName ?? 'BODY'))
    .not.toBe('BODY');
}

test('the whole job works by keyboard alone', async ({ page, studio }) => {
  const { text } = studio;
  await studio.open();
  await tabTo(page, page.getByRole('button', { name: text.trySample + text.sampleAstronaut }));
  await page.keyboard.press('Enter');
  await studio.drawn('astronaut.jpg');
  await expectFocused(page);

  await tabTo(page, studio.compare);
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await expect(studio.compare).toHaveAttribute('aria-valuenow', '33');
  await expect(studio.compare).toHaveAttribute(
    'aria-valuetext',
    text.compareValue('33%', text.photo),
  );

  await tabTo(page, studio.strength);
  for (let press = 0; press < 3; press++) await page.keyboard.press('ArrowLeft');
  await expect(studio.strength).toHaveAttribute('aria-valuetext', '97%');
  await studio.settled();

  await tabTo(page, page.getByRole('radio', { name: text.formatNames.png }));
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: text.formatNames.jpeg })).toBeChecked();
  await tabTo(page, studio.cameraData);
  await page.keyboard.press('Space');
  await expect(studio.cameraData).toBeChecked();
  await tabTo(page, studio.download);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.keyboard.press('Enter'),
  ]);
  expect(download.suggestedFilename()).toBe(`astronaut-${firstStyleName}.jpg`);
  expect(readImageHeader(await bytesOf(download))).toMatchObject({ width: 512, height: 512 });
  await expect(page.getByText(text.saved).first()).toBeVisible();
  await expectFocused(page);
});

test('every stop of the Tab key is plain to see', async ({ page, studio }) => {
  // The wipe that shows a new drawing moves the compare line under the first picture taken of it.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await studio.open();
  await studio.draw(await smallPortrait(page));
  const stops: { name: string; clip: Box; focused: Buffer }[] = [];
  while (stops.length < 40) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const active = document.activeElement;
      if (!active || active === document.body) return null;
      // Where the real control is hidden, its label is what is seen.
      const seen = active.classList.contains('visually-hidden') ? active.closest('label') : active;
      const { x, y, width, height } = (seen ?? active).getBoundingClientRect();
      return {
        name: active.outerHTML,
        clip: { x: x - 8, y: y - 8, width: width + 16, height: height + 16 },
      };
    });
    // From the last stop Tab leaves the page and comes in again at the first.
    if (stop === null) continue;
    if (stops.some(({ name }) => name === stop.name)) break;
    stops.push({ ...stop, focused: await page.screenshot({ clip: stop.clip }) });
  }
  expect(stops.length).toBeGreaterThanOrEqual(12);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  for (const { name, clip, focused } of stops) {
    const plain = await studio.decode(await page.screenshot({ clip }));
    const changed = changedPixels(await studio.decode(focused), plain);
    // A ring of 3 px around the smallest knob (22 px) has more than 200.
    expect(changed, name).toBeGreaterThan(150);
  }
});

test('shortcuts', async ({ context, page, studio }) => {
  const { text } = studio;
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await studio.open();
  const chooser = page.waitForEvent('filechooser');
  const small = await smallPortrait(page);
  await page.keyboard.press('o');
  await (await chooser).setFiles(small);
  await studio.drawn(small.name);

  await test.step('the arrow keys move the line from anywhere', async () => {
    await page.keyboard.press('ArrowRight');
    await expect(studio.compare).toHaveAttribute('aria-valuenow', '30');
    await page.keyboard.press('ArrowLeft');
    await expect(studio.compare).toHaveAttribute('aria-valuenow', '25');
  });

  await test.step('R puts the sliders back', async () => {
    await studio.set(studio.exaggeration, 40);
    await page.keyboard.press('r');
    await expect(studio.exaggeration).toHaveValue('100');
    await studio.settled();
  });

  await test.step('Escape stops a drawing and takes a message away', async () => {
    await studio.choose(await smallPortrait(page, 'other.jpg'));
    await expect(studio.cancel).toBeVisible();
    await page.keyboard.press('Escape');
    await studio.drawn(small.name);
    await studio.choose(photoFile('a.txt', Buffer.from('text'), 'text/plain'));
    await expect(studio.alert).toContainText(text.problems.NOT_AN_IMAGE.what);
    await page.keyboard.press('Escape');
    await expect(studio.alert).toBeEmpty();
  });

  await test.step('S saves; without single keys only Ctrl+S does', async () => {
    await Promise.all([page.waitForEvent('download'), page.keyboard.press('s')]);
    await page.getByRole('button', { name: text.shortcuts }).click();
    await page.getByLabel(text.shortcutsSingleKeys).uncheck();
    await page.keyboard.press('Escape');
    const downloads: unknown[] = [];
    page.on('download', (download) => downloads.push(download));
    await page.keyboard.press('s');
    await page.keyboard.press('o');
    await Promise.all([page.waitForEvent('download'), page.keyboard.press('Control+s')]);
    expect(downloads).toHaveLength(1);
  });

  await test.step('Ctrl+V takes a picture from the clipboard', async () => {
    await page.evaluate(async () => {
      const canvas = document.createElement('canvas');
      Object.assign(canvas, { width: 96, height: 64 }).getContext('2d')!.fillRect(0, 0, 96, 64);
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob! })]);
    });
    await page.keyboard.press('Control+v');
    await expect(page.getByText(text.pixels('96', '64'), { exact: true })).toBeVisible();
    await studio.settled();
  });
});

test('the language changes at a press and stays chosen', async ({ page, studio }) => {
  const chinese = new Studio(page, 'zh-CN');
  await studio.open();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.getByRole('button', { name: '中文' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(page).toHaveTitle(chinese.text.documentTitle);
  await expect(page.getByRole('button', { name: chinese.text.choosePhoto })).toBeVisible();
  await expectFocused(page);

  // The choice is written down a moment later.
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem('toonroom.settings')))
    .toContain('zh-CN');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('button', { name: studio.text.choosePhoto })).toBeVisible();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).not.toMatch(
    /\p{Script=Han}/u,
  );
});

/** How many pixels differ clearly. */
function changedPixels(a: Picture, b: Picture): number {
  let count = 0;
  for (let index = 0; index < a.data.length; index += 4) {
    const most = Math.max(
      ...[0, 1, 2].map((channel) => Math.abs(a.data[index + channel]! - b.data[index + channel]!)),
    );
    if (most > 60) count += 1;
  }
  return count;
}
