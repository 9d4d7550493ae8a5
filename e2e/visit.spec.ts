import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { hold } from './hold.ts';
import { styles, stylesByUse } from './manifest.ts';
import { meanDifference } from './measure.ts';
import { smallPortrait } from './photos.ts';
import type { Studio } from './studio.ts';

const [first, second] = stylesByUse.map(({ names }) => names.en) as [string, string];
/** What a drawing differs by once it was kept as WebP. */
const keptDifference = 2;

const back = (page: Page, { text }: Studio) =>
  page.getByRole('button', { name: text.backToDrawing, exact: true });
const results = (page: Page) => page.locator('.results img');

test('Back returns to the start, and both ways lead to the drawing again', async ({
  page,
  studio,
}) => {
  await studio.open();
  const entries = await page.evaluate(() => history.length);
  await expect(back(page, studio)).toHaveCount(0);
  await studio.draw(await smallPortrait(page, 'one.jpg'));
  const drawing = await studio.pixels(studio.drawing);
  // Another photo of the same visit adds no entry.
  await studio.draw(await smallPortrait(page, 'two.jpg'));
  expect(await page.evaluate(() => history.length)).toBe(entries + 1);

  await page.goBack();
  await expect(page.getByRole('button', { name: studio.text.choosePhoto })).toBeVisible();
  await back(page, studio).click();
  await studio.drawn('two.jpg');
  expect(meanDifference(await studio.pixels(studio.drawing), drawing)).toBeLessThan(keptDifference);

  await page.goBack();
  await expect(back(page, studio)).toBeVisible();
  await page.goForward();
  await studio.drawn('two.jpg');

  // The logo is another way back, and leaves no entry behind.
  await page.getByRole('button', { name: studio.text.startOver }).click();
  await expect(back(page, studio)).toBeVisible();
  await expect.poll(() => page.evaluate(() => history.state as unknown)).toBeNull();
  await studio.draw(await smallPortrait(page, 'three.jpg'));
  await page.goBack();
  await expect(back(page, studio)).toBeVisible();
});

test('a reload brings photo, settings and results back', async ({ page, studio }) => {
  await studio.open();
  await studio.draw(await smallPortrait(page));
  await studio.style(second);
  await studio.set(studio.strength, 60);
  await expect(results(page)).toHaveCount(2);
  const drawing = await studio.pixels(studio.drawing);
  await expect.poll(() => keptKeys(page)).toEqual(['photo 1', 'result 1', 'result 2']);

  await page.reload();
  await studio.settled();
  expect(meanDifference(await studio.pixels(studio.drawing), drawing)).toBeLessThan(keptDifference);
  await expect(page.getByRole('radio', { name: second, exact: true })).toBeChecked();
  await expect(studio.strength).toHaveValue('60');
  await expect(results(page)).toHaveCount(2);

  // It is a photo as before: it can be drawn anew and saved.
  await studio.style(first);
  expect(meanDifference(await studio.pixels(studio.drawing), drawing)).toBeGreaterThan(5);
  const { name } = await studio.save('jpeg');
  expect(name).toMatch(/\.jpg$/);

  // A page that was left for the start stays at the start.
  await page.getByRole('button', { name: studio.text.startOver }).click();
  await expect(back(page, studio)).toBeVisible();
  await page.reload();
  await expect(back(page, studio)).toBeVisible();
  await expect(studio.frame).toHaveCount(0);
});

test('a photo chosen right after a reload is drawn, and what was kept does not take its place', async ({
  page,
  studio,
}) => {
  await studio.open();
  await studio.draw(await smallPortrait(page, 'one.jpg'));
  await expect.poll(() => keptKeys(page)).toEqual(['photo 1', 'result 1']);

  // The new photo is still being opened when the kept one could be shown.
  const visit = await hold(page, '**/assets/visit-*.js');
  const worker = await hold(page, '**/assets/worker-*.js');
  await page.reload();
  await studio.choose(await smallPortrait(page, 'two.jpg'));
  visit.letGo();
  await expect(back(page, studio)).toBeVisible();
  worker.letGo();
  await studio.drawn('two.jpg');
  await expect(results(page)).toHaveCount(2);
});

test('a photo that was left before its drawing was there can be gone on with', async ({
  page,
  studio,
}) => {
  await studio.open();
  await studio.choose(await smallPortrait(page, 'early.jpg'));
  await expect(studio.frame).toHaveAttribute('data-state', 'developing');
  await page.goBack();
  await page.getByRole('button', { name: studio.text.backToPhoto }).click();
  await studio.drawn('early.jpg');
});

test('the storage panel tells of it and deletes it; what is drawn later is kept', async ({
  page,
  studio,
}) => {
  const { text } = studio;
  await studio.open();
  await studio.draw(await smallPortrait(page));
  await expect.poll(() => keptKeys(page)).toHaveLength(2);
  await page.getByRole('button', { name: text.privacyButton }).click();
  await page.getByRole('button', { name: text.devicePanelOpen }).click();
  await expect(page.getByText(text.keptVisitHint)).toBeVisible();
  await page.getByRole('button', { name: text.forgetItem(text.keptItems.visit) }).click();
  await expect.poll(() => keptKeys(page)).toEqual([]);
  await expect(page.getByText(text.keptVisitHint)).toHaveCount(0);
  await page.keyboard.press('Escape');
  await studio.style(second);
  await expect.poll(() => keptKeys(page)).toHaveLength(2);
  await page.reload();
  await studio.settled();
  await expect(page.getByRole('radio', { name: second, exact: true })).toBeChecked();
});

test('what a closed tab has kept is erased, unless the gallery is on', async ({
  page,
  context,
  studio,
}) => {
  await studio.open();
  await studio.draw(await smallPortrait(page));
  await expect.poll(() => keptKeys(page)).toEqual(['photo 1', 'result 1']);

  await test.step('another tab leaves an open one alone', async () => {
    const other = await context.newPage();
    await other.goto('/');
    await expect(other.locator('button.header-home')).toBeVisible();
    await expect.poll(() => hasVisit(other)).toBe(true);
    expect(await keptKeys(other)).toEqual(['photo 1', 'result 1']);
    await other.close();
  });

  await page.evaluate(() => localStorage.clear());
  await page.close();
  const next = await context.newPage();
  await next.goto('/');
  await expect.poll(() => hasVisit(next)).toBe(true);
  await expect.poll(() => keptKeys(next)).toEqual([]);
});

test('with the gallery on, the next tab goes on', async ({ page, context, studio }) => {
  const { text } = studio;
  await studio.open();
  await studio.draw(await smallPortrait(page));
  await page.getByRole('button', { name: text.gallery }).click();
  await page.getByRole('checkbox', { name: text.galleryKeep }).check();
  await page.keyboard.press('Escape');
  await expect.poll(() => keptKeys(page)).toEqual(['photo 1', 'result 1']);
  // Settings are written a moment later.
  await expect
    .poll(() => page.evaluate(() => JSON.stringify(localStorage).includes('keepsGallery')))
    .toBe(true);
  await page.waitForTimeout(400);
  await page.close();

  const next = await context.newPage();
  await next.goto('/');
  await next.getByRole('button', { name: text.backToDrawing }).click();
  await expect(next.getByRole('img', { name: text.drawing, exact: true })).toBeVisible();
});

test('closing asks only where something would be lost', async ({ page, studio }) => {
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.type());
    void dialog.accept();
  });
  await studio.open();
  await studio.draw(await smallPortrait(page));
  await expect.poll(() => keptKeys(page)).toHaveLength(2);
  await page.getByRole('button', { name: studio.text.zoomIn }).click();
  await page.reload();
  await studio.settled();
  expect(dialogs).toEqual([]);

  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('Storage is refused.', 'InvalidStateError');
    };
  });
  await page.reload();
  await studio.draw(await smallPortrait(page));
  await expect(studio.wall).toHaveCount(styles.length);
  await page.getByRole('button', { name: studio.text.zoomIn }).click();
  await page.reload();
  expect(dialogs).toEqual(['beforeunload']);
});

/** What all tabs keep, without the names of the tabs. */
async function keptKeys(page: Page): Promise<readonly string[]> {
  const keys = await page.evaluate(
    async () =>
      await new Promise<IDBValidKey[]>((resolve, reject) => {
        const opening = indexedDB.open('toonroom-visit');
        opening.addEventListener('error', () => reject(opening.error!));
        opening.addEventListener('success', () => {
          const database = opening.result;
          if (!database.objectStoreNames.contains('files')) {
            database.close();
            resolve([]);
            return;
          }
          const all = database.transaction('files').objectStore('files').getAllKeys();
          all.addEventListener('success', () => {
            database.close();
            resolve(all.result);
          });
        });
      }),
  );
  return keys.map((key) => (key as string).split(' ').slice(1).join(' ')).toSorted();
}

/** Whether the tab has its place in the storage, which it takes after having erased those of closed tabs. */
async function hasVisit(page: Page): Promise<boolean> {
  return await page.evaluate(() => sessionStorage.getItem('toonroom-visit') !== null);
}
