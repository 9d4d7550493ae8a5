import type { Page } from '@playwright/test';
import { readImageHeader } from '#domain/files/imageHeader.ts';
import { expect, test } from './fixtures.ts';
import { stylesByUse } from './manifest.ts';
import { smallPortrait } from './photos.ts';
import { bytesOf, type Studio } from './studio.ts';

const [first, second] = stylesByUse.map(({ names }) => names.en) as [string, string];

/** Everything that the gallery has written down on this device; its pictures as their bytes in Latin-1. */
async function stored(page: Page): Promise<readonly Record<string, unknown>[]> {
  return await page.evaluate(async () => {
    const databases = await indexedDB.databases();
    if (!databases.some(({ name }) => name === 'toonroom-gallery')) return [];
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('toonroom-gallery');
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => resolve(opening.result);
    });
    const records = await new Promise<object[]>((resolve, reject) => {
      const reading = database.transaction('drawings').objectStore('drawings').getAll();
      reading.onerror = () => reject(reading.error);
      reading.onsuccess = () => resolve(reading.result as object[]);
    });
    database.close();
    return await Promise.all(
      records.map(async (record) => {
        const fields = Object.entries(record).map(async ([key, value]: [string, unknown]) => [
          key,
          value instanceof Blob
            ? Array.from(new Uint8Array(await value.arrayBuffer()), (byte) =>
                String.fromCharCode(byte),
              ).join('')
            : value,
        ]);
        return Object.fromEntries(await Promise.all(fields)) as Record<string, unknown>;
      }),
    );
  });
}

async function openGallery({ page, text }: Studio): Promise<void> {
  await page.getByRole('button', { name: text.gallery, exact: true }).click();
  await expect(page.getByRole('dialog', { name: text.gallery })).toBeVisible();
}

const prints = (page: Page) => page.locator('.gallery-print');

async function switchOn(studio: Studio): Promise<void> {
  await openGallery(studio);
  await studio.page.getByRole('checkbox', { name: studio.text.galleryKeep }).check();
  await studio.page.keyboard.press('Escape');
}

test('nothing is kept unless somebody asks for it', async ({ context, page, studio }) => {
  const { text } = studio;
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await studio.open();
  await studio.draw(await smallPortrait(page));
  await studio.save('webp');
  await page.getByRole('button', { name: text.copyDrawing }).click();
  await expect(page.getByText(text.copied).first()).toBeVisible();
  await openGallery(studio);
  await expect(page.getByText(text.galleryEmpty)).toBeVisible();
  await expect(page.getByRole('checkbox', { name: text.galleryKeep })).not.toBeChecked();
  expect(await stored(page)).toEqual([]);
});

test('saved drawings outlive the page, until they are erased', async ({
  context,
  page,
  studio,
}) => {
  test.slow();
  const { text } = studio;
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await studio.open();
  await switchOn(studio);
  await studio.draw(await smallPortrait(page, 'secret-name.jpg'));
  // Finished is not saved.
  expect(await stored(page)).toEqual([]);
  const { bytes } = await studio.save('webp');
  await studio.style(second);
  await page.getByRole('button', { name: text.copyDrawing }).click();
  await expect(page.getByText(text.copied).first()).toBeVisible();

  await test.step('each with its file, and without the name of its photo', async () => {
    const records = await stored(page);
    expect(records).toHaveLength(2);
    expect(records.map(({ format }) => String(format)).toSorted()).toEqual(['png', 'webp']);
    const webp = records.find(({ format }) => format === 'webp')!;
    expect(Buffer.from(String(webp['file']), 'latin1').equals(bytes)).toBe(true);
    expect(JSON.stringify(records)).not.toContain('secret-name');
  });

  await page.reload();
  await openGallery(studio);
  await expect(prints(page)).toHaveCount(2);
  await expect(prints(page).locator('img')).toHaveCount(2);
  await expect(prints(page).first()).toContainText(second);
  await expect(prints(page).first()).toContainText('PNG');
  await expect(prints(page).last()).toContainText(first);

  await test.step('one is looked at, and downloaded again', async () => {
    const dialog = page.getByRole('dialog', { name: new RegExp(`^${first}`) });
    await prints(page)
      .last()
      .getByRole('button', { name: text.lookAt(first) })
      .click();
    await expect(dialog.getByRole('img')).toHaveJSProperty('naturalWidth', 320);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(prints(page)).toHaveCount(2);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      prints(page)
        .last()
        .getByRole('button', { name: text.downloadItem(first) })
        .click(),
    ]);
    const again = await bytesOf(download);
    expect(again.equals(bytes)).toBe(true);
    expect(readImageHeader(again)).toMatchObject({ width: 320, height: 320 });
  });

  await test.step('one is deleted', async () => {
    await prints(page)
      .last()
      .getByRole('button', { name: text.forgetItem(first) })
      .click();
    await expect(prints(page)).toHaveCount(1);
    expect(await stored(page)).toHaveLength(1);
    expect(await page.evaluate(() => document.activeElement?.closest('dialog'))).not.toBeNull();
  });

  await test.step('and all are erased, once that is confirmed', async () => {
    await page.getByRole('button', { name: text.galleryErase }).click();
    await expect(page.getByText(text.galleryEraseHint)).toBeVisible();
    expect(await stored(page)).toHaveLength(1);
    await page.getByRole('button', { name: text.galleryEraseNow }).click();
    await expect(page.getByText(text.galleryEmpty)).toBeVisible();
    expect(await stored(page)).toEqual([]);
    await expect(page.getByRole('checkbox', { name: text.galleryKeep })).toBeFocused();
  });
});

test('the gallery is listed among what is kept, and deleted there', async ({ page, studio }) => {
  const { text } = studio;
  await studio.open();
  await switchOn(studio);
  await studio.draw(await smallPortrait(page));
  await studio.save('png');
  await expect.poll(async () => (await stored(page)).length).toBe(1);
  await page.getByRole('button', { name: text.privacyButton }).click();
  await page.getByRole('button', { name: text.devicePanelOpen }).click();
  const kept = page.getByRole('listitem').filter({ hasText: text.keptItems.gallery });
  await expect(kept).toHaveText(/0\.[1-9] MB/);
  await kept.getByRole('button').click();
  await expect(kept).toBeHidden();
  expect(await stored(page)).toEqual([]);
});

test('where there is no room, the drawing is saved all the same', async ({
  page,
  studio,
  baseURL,
}) => {
  const { text } = studio;
  await studio.open();
  await switchOn(studio);
  // Before anything is written: for some seconds the browser goes by the room that it saw last.
  const session = await page.context().newCDPSession(page);
  const origin = new URL(baseURL!).origin;
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 2000 });
  await studio.draw(await smallPortrait(page));
  const { bytes } = await studio.save('png');
  expect(readImageHeader(bytes)).toMatchObject({ width: 320 });
  await expect(studio.alert).toContainText(text.problems.GALLERY_REFUSED.what);
  await page.keyboard.press('Escape');
  await expect(studio.alert).toBeEmpty();
  expect(await stored(page)).toEqual([]);
});
