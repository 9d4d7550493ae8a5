import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { readImageHeader } from '#domain/files/imageHeader.ts';
import { unzip } from '../testkit/pictureFiles.ts';
import { expect, test } from './fixtures.ts';
import { firstStyleName } from './manifest.ts';
import { photoFile, type PhotoFile, smallPortrait } from './photos.ts';
import { bytesOf, type Studio } from './studio.ts';

const contacts = (page: Page, status?: string): Locator =>
  page.locator(status === undefined ? '[data-item]' : `[data-item][data-status="${status}"]`);

const press = ({ page }: Studio, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();

/** The names in the batch, in its order. */
const names = async (page: Page): Promise<readonly string[]> =>
  await page.locator('.contact-name').allTextContents();

/** Copies of one small portrait under several names. */
async function copies(page: Page, ...fileNames: string[]): Promise<PhotoFile[]> {
  const photo = await smallPortrait(page);
  return fileNames.map((name) => ({ ...photo, name }));
}

/** Answers the browser's dialogs, which no test can reach, with a folder that only this page sees. */
async function answerDialogs(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.showDirectoryPicker = () => navigator.storage.getDirectory();
    window.showSaveFilePicker = async ({ suggestedName }) => {
      const folder = await navigator.storage.getDirectory();
      return await folder.getFileHandle(suggestedName, { create: true });
    };
  });
}

/** The names in that folder; while a file is being written there is another one beside it. */
async function savedNames(page: Page): Promise<readonly string[]> {
  const found = await page.evaluate(async () => {
    const names: string[] = [];
    for await (const name of (await navigator.storage.getDirectory()).keys()) names.push(name);
    return names;
  });
  return found.toSorted();
}

/** Every file of that folder, once nothing is written to it. */
async function savedFiles(page: Page): Promise<ReadonlyMap<string, Buffer>> {
  const files = await page.evaluate(async () => {
    const found: [string, string][] = [];
    for await (const handle of (await navigator.storage.getDirectory()).values()) {
      const file = await (handle as FileSystemFileHandle).getFile();
      const bytes = new Uint8Array(await file.arrayBuffer());
      found.push([handle.name, Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')]);
    }
    return found;
  });
  return new Map(files.map(([name, bytes]) => [name, Buffer.from(bytes, 'latin1')]));
}

test('several photos are drawn one after the other and saved together', async ({
  page,
  studio,
}) => {
  const { text } = studio;
  await studio.open();
  const photos = await copies(page, 'me.jpg', 'me.jpeg', 'you.jpg');
  const broken = photoFile('broken.jpg', photos[0]!.buffer.subarray(0, 100));
  const notes = photoFile('notes.txt', Buffer.from('No picture.'), 'text/plain');
  await studio.choose([...photos, broken, notes]);
  await expect(contacts(page, 'waiting')).toHaveCount(4);
  expect(await names(page)).toEqual(['broken.jpg', 'me.jpeg', 'me.jpg', 'you.jpg']);
  await expect(page.getByText(text.batchWhyPaused)).toBeVisible();
  await expect(page.getByText(text.othersLeftOut(1, '1'))).toBeVisible();

  await page.getByText(text.formatNames.webp, { exact: true }).click();
  const ownStyle = page.getByLabel(text.ownStyle('you.jpg'));
  await expect(ownStyle.getByRole('option')).not.toHaveCount(1);
  await ownStyle.selectOption('comic');
  await press(studio, text.batchStart(4, '4'));
  await expect(contacts(page, 'done')).toHaveCount(3);
  await expect(contacts(page, 'failed')).toHaveText(
    new RegExp(`broken.jpg${text.problems.CORRUPT_IMAGE.what}`),
  );
  await expect(page.getByText(text.batchDone('3', '4')).first()).toBeVisible();

  const expected = [`me.${firstStyleName}.webp`, `me.${firstStyleName}-2.webp`, 'you.Comic.webp'];
  const expectDrawings = (files: ReadonlyMap<string, Buffer>): void => {
    for (const name of expected) {
      const shape = { format: 'webp', width: 320, height: 320 };
      expect(readImageHeader(files.get(name)!), name).toMatchObject(shape);
    }
  };

  await test.step('as a download', async () => {
    // Without the dialog, as in most browsers.
    await page.evaluate(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
    const download = page.waitForEvent('download');
    await press(studio, text.saveZip);
    expect((await download).suggestedFilename()).toBe('toonroom.zip');
    const files = unzip(await bytesOf(await download));
    expect([...files.keys()].toSorted()).toEqual(expected.toSorted());
    expectDrawings(files);
    for (const file of files.values()) expect((await studio.decode(file)).width).toBe(320);
    await expect(page.getByText(text.savedBatch(3, '3'))).toBeVisible();
  });

  await test.step('as a stream into a file, and into a folder beside what is there', async () => {
    await answerDialogs(page);
    await press(studio, text.saveFolder);
    await expect.poll(() => savedNames(page)).toEqual(expected.toSorted());
    const before = await savedFiles(page);
    expectDrawings(before);

    await press(studio, text.saveFolder);
    const again = [
      `me.${firstStyleName}-3.webp`,
      `me.${firstStyleName}-4.webp`,
      'you.Comic-2.webp',
    ];
    await expect.poll(() => savedNames(page)).toEqual([...expected, ...again].toSorted());
    const after = await savedFiles(page);
    for (const [name, bytes] of before) expect(after.get(name)!.equals(bytes), name).toBe(true);

    await press(studio, text.saveZip);
    await expect.poll(() => savedNames(page)).toHaveLength(7);
    await expect.poll(() => savedNames(page)).toContain('toonroom.zip');
    await expect(page.getByText(text.savedBatch(3, '3'))).toBeVisible();
    expectDrawings(unzip((await savedFiles(page)).get('toonroom.zip')!));
  });

  await test.step('into a folder that takes one file and no more', async () => {
    await page.evaluate(() => {
      window.showDirectoryPicker = async () => {
        const folder = await navigator.storage.getDirectory();
        const open = folder.getFileHandle.bind(folder);
        let left = 1;
        folder.getFileHandle = async (name, options) => {
          if (options?.create && left-- <= 0) throw new DOMException('', 'NotAllowedError');
          return await open(name, options);
        };
        return folder;
      };
    });
    await press(studio, text.saveFolder);
    await expect(page.getByText(text.saveBatchFailed.refused)).toContainText(
      text.savedBefore(1, '1'),
    );
    await expect.poll(() => savedNames(page)).toHaveLength(8);
  });

  await test.step('the finished ones are looked at one by one, compared and saved', async () => {
    await press(studio, text.openItem('me.jpeg'));
    const dialog = (name: string) => page.getByRole('dialog', { name, exact: true });
    await expect(dialog('me.jpeg')).toBeVisible();
    await expect(studio.drawing).toHaveJSProperty('naturalWidth', 320);
    await expect(page.getByRole('button', { name: text.previousItem })).toBeDisabled();
    await press(studio, text.nextItem);
    await expect(dialog('me.jpg')).toBeVisible();
    await page.keyboard.press('ArrowRight');
    await expect(dialog('you.jpg')).toBeVisible();
    await expect(page.getByRole('button', { name: text.nextItem })).toBeDisabled();
    await press(studio, text.showPhoto);
    await expect(studio.photo).toHaveJSProperty('naturalWidth', 320);
    await press(studio, text.showPhoto);
    await expect(studio.drawing).toBeVisible();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      press(studio, text.download),
    ]);
    expect(download.suggestedFilename()).toBe('you.Comic.webp');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  await test.step('another shape is drawn on request', async () => {
    await page.getByText(text.shapeNames['4:5'], { exact: true }).click();
    await press(studio, text.batchRedraw('3'));
    await expect(contacts(page, 'done')).toHaveCount(3);
    const download = page.waitForEvent('download');
    await page
      .getByRole('listitem')
      .filter({ hasText: 'you.jpg' })
      .getByRole('button', { name: text.saveItem('you.jpg') })
      .click();
    const shape = { format: 'webp', width: 256, height: 320 };
    expect(readImageHeader(await bytesOf(await download))).toMatchObject(shape);
  });

  await test.step('the list can be cleared', async () => {
    await press(studio, text.clearBatch);
    await press(studio, text.clearBatchNow);
    await expect(page.getByRole('button', { name: text.choosePhoto })).toBeVisible();
    await expect.poll(() => keptList(page)).toEqual([]);
    await page.reload();
    await expect(page.getByRole('button', { name: text.choosePhoto })).toBeVisible();
    await expect(contacts(page)).toHaveCount(0);
  });
});

test('a batch is paused, goes on after a reload, and is cancelled at once', async ({
  page,
  studio,
}) => {
  const { text } = studio;
  await studio.open();
  await studio.choose(await copies(page, '1.jpg', '2.jpg', '3.jpg', '10.jpg'));
  await press(studio, text.batchStart(4, '4'));
  await expect(contacts(page, 'running')).toHaveCount(1);
  await press(studio, text.batchPause);
  await expect(contacts(page, 'done')).toHaveCount(1);
  await expect(contacts(page, 'waiting')).toHaveCount(3);
  await expect(page.getByRole('button', { name: text.batchResume })).toBeVisible();

  await test.step('the reload brings back what was drawn and what waits, in its order', async () => {
    await page.getByRole('button', { name: text.moveItem('10.jpg') }).focus();
    await page.keyboard.press('ArrowLeft');
    await expect(page.getByRole('button', { name: text.moveItem('10.jpg') })).toBeFocused();
    expect(await names(page)).toEqual(['1.jpg', '2.jpg', '10.jpg', '3.jpg']);
    // What is to be kept is written down a moment later.
    await expect
      .poll(() => keptList(page))
      .toEqual(['1 done', '2 waiting', '10 waiting', '3 waiting']);
    await page.reload();
    await expect(contacts(page)).toHaveCount(4);
    expect(await names(page)).toEqual(['1.jpg', '2.jpg', '10.jpg', '3.jpg']);
    await expect(contacts(page, 'done')).toHaveCount(1);
    await press(studio, text.openItem('1.jpg'));
    await expect(studio.drawing).toHaveJSProperty('naturalWidth', 320);
    await page.keyboard.press('Escape');
  });

  await test.step('what is kept of it is told', async () => {
    await press(studio, text.privacyButton);
    await press(studio, text.devicePanelOpen);
    const kept = page.getByRole('listitem').filter({ hasText: text.keptItems.batch });
    await expect(kept).toHaveText(/0\.[1-9] MB/);
    await page.keyboard.press('Escape');
  });

  await test.step('one is cancelled, and the next one begins', async () => {
    await press(studio, text.batchResume);
    const first = contacts(page).filter({ hasText: '2.jpg' });
    await expect(first).toHaveAttribute('data-status', 'running');
    await press(studio, text.cancelItem('2.jpg'));
    await expect(first).toHaveAttribute('data-status', 'cancelled');
    const next = contacts(page).filter({ hasText: '10.jpg' });
    await expect(next).toHaveAttribute('data-status', 'running');
  });

  await test.step('all are cancelled, and tried again', async () => {
    await press(studio, text.batchCancelAll);
    await expect(contacts(page, 'cancelled')).toHaveCount(3);
    await expect(contacts(page, 'running')).toHaveCount(0);
    await press(studio, text.removeItem('2.jpg'));
    await press(studio, text.removeItem('3.jpg'));
    await press(studio, text.batchRetry('1'));
    await expect(contacts(page, 'done')).toHaveCount(2);
  });

  await test.step('the list lets a photo be drawn by itself meanwhile', async () => {
    await press(studio, text.startOver);
    await studio.draw(await smallPortrait(page, 'alone.jpg'));
    await press(studio, text.batchBack('2', '2'));
    await expect(contacts(page, 'done')).toHaveCount(2);
  });
});

test('a photo that is finished survives a reload in the same moment', async ({ page, studio }) => {
  const { text } = studio;
  await studio.open();
  await studio.choose(await copies(page, '1.jpg', '2.jpg'));
  await press(studio, text.batchStart(2, '2'));
  const reloaded = page.waitForEvent('load');
  await page.evaluate(() => {
    new MutationObserver(() => {
      if (document.querySelector('[data-item][data-status="done"]')) location.reload();
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
  await reloaded;
  await expect(contacts(page)).toHaveCount(2);
  await expect(contacts(page, 'done')).toHaveCount(1);
});

/** What is written down of the batch: name without its ending and status. */
async function keptList(page: Page): Promise<readonly string[]> {
  return await page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open('toonroom-batch');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const reading = database.transaction('files').objectStore('files').get('list');
          reading.onerror = () => reject(reading.error);
          reading.onsuccess = () => {
            database.close();
            const { list = [] } = (reading.result ?? {}) as {
              list?: { fileName: string; status: string }[];
            };
            resolve(list.map(({ fileName, status }) => `${fileName.split('.')[0]} ${status}`));
          };
        };
      }),
  );
}

test('photos whose names no file system takes are saved under names that all take', async ({
  page,
  studio,
}) => {
  const { text } = studio;
  await studio.open();
  await studio.choose(
    await copies(page, 'a\\b: "c"?.jpg', 'CON.jpg', 'soft\u00adhyphen\u200f.jpg'),
  );
  await expect(contacts(page, 'waiting')).toHaveCount(3);
  await press(studio, text.batchStart(3, '3'));
  await expect(contacts(page, 'done')).toHaveCount(3);
  await answerDialogs(page);
  await press(studio, text.saveFolder);
  await expect(page.getByText(text.savedBatch(3, '3'))).toBeVisible();
  const ending = `.${firstStyleName}.png`;
  expect(await savedNames(page)).toEqual(
    [`_CON${ending}`, `a_b_ _c__${ending}`, `softhyphen${ending}`].toSorted(),
  );
});

test('a dropped folder is gone through, and more than fit are told', async ({ page, studio }) => {
  const { text } = studio;
  const folder = await mkdtemp(join(tmpdir(), 'toonroom-album-'));
  try {
    await studio.open();
    const { buffer } = await smallPortrait(page);
    await mkdir(join(folder, 'album', 'deeper'), { recursive: true });
    await writeFile(join(folder, 'album', 'deeper', '1.jpg'), buffer);
    // A picture is known by its bytes where its name does not tell.
    for (const name of ['10.jpg', '9.jpg', 'unnamed', '.hidden.jpg']) {
      await writeFile(join(folder, 'album', name), buffer);
    }
    await writeFile(join(folder, 'album', 'notes.txt'), 'No picture.');
    await studio.drop(join(folder, 'album'));
    await expect(contacts(page, 'waiting')).toHaveCount(4);
    expect(await names(page)).toEqual(['9.jpg', '10.jpg', '1.jpg', 'unnamed']);
    await expect(page.getByText(text.othersLeftOut(1, '1'))).toBeVisible();
    await expect(contacts(page).locator('img')).toHaveCount(4);

    const crowd = Array.from({ length: 500 }, (_, index) => photoFile(`${index}.jpg`, buffer));
    await studio.choose(crowd);
    await expect(contacts(page)).toHaveCount(500);
    await expect(page.getByText(text.beyondLeftOut('500'))).toBeVisible();
  } finally {
    await rm(folder, { recursive: true });
  }
});
