import type { Page } from '@playwright/test';
import { expectAccessible, screens } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import { stylesByUse } from './manifest.ts';
import { photoFile, smallPortrait } from './photos.ts';

test('nothing shuts anybody out: start, drawing, message, batch', async ({ page, studio }) => {
  await studio.open();
  await expectAccessible(page, 'the start');

  await studio.draw(await smallPortrait(page));
  await expectAccessible(page, 'a drawing');

  await page.getByRole('button', { name: studio.text.howItRan }).click();
  await expectAccessible(page, 'how it ran');

  await studio.choose(photoFile('a.txt', Buffer.from('text'), 'text/plain'));
  await expect(studio.alert).toContainText(studio.text.problems.NOT_AN_IMAGE.what);
  await expectAccessible(page, 'a message');
});

/** Whether nothing stands beyond the right border of a window that is so wide, px. */
async function expectToFit(page: Page, what: string): Promise<void> {
  // 1,440 px enlarged to 200 %, and the narrowest window that WCAG 1.4.10 asks for.
  for (const size of [
    { width: 720, height: 450 },
    { width: 320, height: 640 },
  ]) {
    await page.setViewportSize(size);
    const width = () => page.evaluate(() => document.documentElement.scrollWidth);
    await expect.poll(width, `${what} at ${size.width} px`).toBe(size.width);
  }
}

test('nothing is cut off where the page is enlarged', async ({ page, studio }) => {
  const { text } = studio;
  await studio.open();
  await expectToFit(page, 'the start');
  await studio.draw(await smallPortrait(page));
  await expectToFit(page, 'a drawing');
  await page.setViewportSize(screens.desktop);
  await page.getByRole('button', { name: text.howItRan }).click();
  await page.getByRole('button', { name: text.diagnostics }).click();
  await expectToFit(page, 'the diagnostics');
  await page.keyboard.press('Escape');
  await studio.choose([await smallPortrait(page, '1.jpg'), await smallPortrait(page, '2.jpg')]);
  await expect(page.locator('[data-item] img')).toHaveCount(2);
  await expectToFit(page, 'a batch');
});

test('what is chosen can be told in forced colours', async ({ page, studio }) => {
  await studio.open();
  await studio.draw(await smallPortrait(page));
  await page.emulateMedia({ forcedColors: 'active' });
  const colourOf = async (format: 'png' | 'jpeg'): Promise<string> =>
    await page
      .locator('label', { hasText: studio.text.formatNames[format] })
      .evaluate((label) => getComputedStyle(label).backgroundColor);
  expect(await colourOf('png')).not.toBe(await colourOf('jpeg'));
});

test('nor do the results and the gallery', async ({ page, studio }) => {
  const { text } = studio;
  const [first, second] = stylesByUse.map(({ names }) => names.en) as [string, string];
  await studio.open();
  await page.getByRole('button', { name: text.gallery, exact: true }).click();
  await page.getByRole('checkbox', { name: text.galleryKeep }).check();
  await expectAccessible(page, 'an empty gallery');
  await page.keyboard.press('Escape');
  await page.setViewportSize(screens.desktop);

  await studio.draw(await smallPortrait(page));
  await studio.style(second);
  await expect(page.locator('.results img')).toHaveCount(2);
  await page.getByRole('button', { name: text.compareWith(first) }).click();
  await expect(page.getByRole('img', { name: first, exact: true })).toBeVisible();
  await expectAccessible(page, 'a drawing that is compared with another one');
  await page.getByRole('tab', { name: text.resultsTitle }).click();
  await expect(page.locator('.results img')).toHaveCount(2);
  await expectAccessible(page, 'the results');
  await page.setViewportSize(screens.desktop);
  await page.getByRole('button', { name: text.shortcuts }).click();
  await expect(page.getByText(text.redo, { exact: true })).toBeVisible();
  await expectAccessible(page, 'the shortcuts');
  await page.setViewportSize(screens.desktop);

  await studio.save('png');
  await page.getByRole('button', { name: text.gallery, exact: true }).click();
  await expect(page.locator('.gallery-print img')).toBeVisible();
  await page.getByRole('button', { name: text.galleryErase }).click();
  await expectAccessible(page, 'a gallery that is about to be erased');
});

test('nor do the panels', async ({ page, studio }) => {
  await studio.open();
  await studio.draw(await smallPortrait(page));
  await page.getByRole('button', { name: studio.text.howItRan }).click();
  await page.getByRole('button', { name: studio.text.diagnostics }).click();
  await expectAccessible(page, 'the diagnostics');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: studio.text.privacyButton }).click();
  await page.getByRole('button', { name: studio.text.devicePanelOpen }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page, 'what stays on the device');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('nor does a batch', async ({ page, studio }) => {
  await studio.open();
  await studio.choose([await smallPortrait(page, '1.jpg'), await smallPortrait(page, '2.jpg')]);
  await expect(page.locator('[data-item] img')).toHaveCount(2);
  await expectAccessible(page, 'a batch that waits');
  const damaged = photoFile('half.jpg', Buffer.from('Half a picture.'));
  await studio.choose([damaged, photoFile('a.txt', Buffer.from('text'), 'text/plain')]);
  await page.getByRole('button', { name: studio.text.cancelItem('2.jpg') }).click();
  await page.getByRole('button', { name: studio.text.batchStart(2, '2') }).click();
  await expect(page.locator('[data-status="done"]')).toHaveCount(1);
  await expect(page.locator('[data-status="failed"]')).toHaveCount(1);
  await expectAccessible(page, 'a batch that is drawn, has failed and was cancelled');
  await page.getByRole('button', { name: studio.text.openItem('1.jpg') }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page, 'a drawing of the batch');
});
