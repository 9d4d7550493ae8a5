import type { Locator, Page } from '@playwright/test';
import { stickerTexts } from '#app/text/edit/stickers.ts';
import { toolTexts } from '#app/text/edit/tools.ts';
import { readImageHeader } from '#domain/files/imageHeader.ts';
import { countLive, readLive } from '../testkit/counters.ts';
import { unzip } from '../testkit/pictureFiles.ts';
import { expectAccessible, screens } from './accessible.ts';
import { expect, test as separateTest } from './fixtures.ts';
import { styles } from './manifest.ts';
import type { Picture } from './measure.ts';
import { paintPicture, photoFile, smallPortrait, twoPeople } from './photos.ts';
import { testsOfOnePage } from './sharedPage.ts';
import { bytesOf, Studio } from './studio.ts';

const test = testsOfOnePage();
const text = stickerTexts.en;
const makeNames = toolTexts.en.makeNames;

const dialogOf = (page: Page): Locator => page.getByRole('dialog', { name: makeNames.sticker });
const preview = (page: Page): Locator => dialogOf(page).getByRole('img', { name: text.preview });
const choice = (page: Page, name: string): Locator =>
  dialogOf(page).getByRole('radio', { name, exact: true });

/** Waits until the preview is that of what is chosen. */
async function previewed(page: Page): Promise<void> {
  await expect(preview(page)).toBeVisible();
  await expect(page.locator('.making-preview')).toHaveAttribute('aria-busy', 'false');
}

async function openDialog(page: Page): Promise<void> {
  await page.getByRole('button', { name: makeNames.sticker }).click();
  await previewed(page);
}

async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(dialogOf(page)).toHaveCount(0);
}

/** Presses a button of the dialog; resolves to the file that it saves. */
async function saved(page: Page, name: string): Promise<{ name: string; bytes: Buffer }> {
  const button = dialogOf(page).getByRole('button', { name, exact: true });
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  await expect(button).toBeEnabled();
  return { name: download.suggestedFilename(), bytes: await bytesOf(download) };
}

const pixel = ({ data, width }: Picture, x: number, y: number): number[] => [
  ...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4),
];

function expectEmptyCorners(picture: Picture): void {
  const { width, height } = picture;
  for (const [x, y] of [
    [0, 0],
    [width - 1, 0],
  ] as const) {
    expect(pixel(picture, x, y)[3]).toBe(0);
  }
  expect(pixel(picture, width >> 1, height >> 1)[3]).toBe(255);
}

/** The first pixel from above that is opaque in a column, and how many below it are nearly white. */
function rimAbove(picture: Picture, x: number): { readonly y: number; readonly white: number } {
  let y = 0;
  while (y < picture.height && pixel(picture, x, y)[3]! < 250) y++;
  let white = 0;
  while (pixel(picture, x, y + white).every((value) => value > 240)) white++;
  return { y, white };
}

test('a sticker has a white rim on nothing, in its own size and in a messenger’s', async ({
  page,
  studio,
}) => {
  await studio.open();
  await studio.draw(await smallPortrait(page));
  await openDialog(page);

  const own = await saved(page, text.save);
  expect(own.name).toBe('portrait-sticker.png');
  const { width, height, format } = readImageHeader(own.bytes);
  expect(format).toBe('png');
  const formatName = studio.text.formatNames.png;
  await expect(dialogOf(page)).toContainText(text.facts(`${width}`, `${height}`, formatName));
  const sticker = await studio.decode(own.bytes);
  expectEmptyCorners(sticker);
  // Above the head: the rim is as wide as it is told.
  const rim = rimAbove(sticker, Math.round(width * 0.45));
  expect(rim.white).toBeGreaterThan(4);
  expect(rim.white).toBeLessThan(16);

  await choice(page, text.rims.none).check({ force: true });
  await previewed(page);
  const bare = await studio.decode((await saved(page, text.save)).bytes);
  expect(rimAbove(bare, bare.width >> 1).white).toBe(0);
  await choice(page, text.rims.white).check({ force: true });

  await dialogOf(page).getByRole('combobox', { name: text.size }).selectOption('whatsapp');
  await previewed(page);
  const forMessenger = await saved(page, text.save);
  expect(forMessenger.name).toBe('portrait-sticker.webp');
  expect(forMessenger.bytes.length).toBeLessThanOrEqual(100_000);
  expect(readImageHeader(forMessenger.bytes)).toMatchObject({
    format: 'webp',
    width: 512,
    height: 512,
  });
  const framed = await studio.decode(forMessenger.bytes);
  expectEmptyCorners(framed);
  for (let x = 0; x < 512; x++) expect(pixel(framed, x, 4)[3]).toBeLessThan(128);
  await closeDialog(page);
});

test('a pack holds a sticker of each style and the icon, and can be cancelled', async ({
  page,
  studio,
}) => {
  await studio.open();
  await studio.draw(await smallPortrait(page));
  await openDialog(page);
  await dialogOf(page).getByRole('combobox').selectOption('whatsapp');
  await closeDialog(page);
  await openDialog(page);
  // It lasts for the visit.
  await expect(dialogOf(page).getByRole('combobox')).toHaveValue('whatsapp');
  await dialogOf(page).getByRole('button', { name: text.pack }).click();
  await expect(dialogOf(page)).toContainText(text.packTakes('WhatsApp', '3', '30'));
  const [first, second, third, ...others] = styles.map(({ names }) => names.en);
  for (const name of others) {
    await dialogOf(page).getByRole('checkbox', { name, exact: true }).uncheck();
  }
  const pack = await saved(page, text.savePack('3'));
  expect(pack.name).toBe('portrait-stickers.zip');
  const files = unzip(pack.bytes);
  expect([...files.keys()]).toEqual([
    `01-${first}.webp`,
    `02-${second}.webp`,
    `03-${third}.webp`,
    'tray.png',
  ]);
  for (const [name, bytes] of files) {
    const side = name === 'tray.png' ? 96 : 512;
    expect(readImageHeader(bytes)).toMatchObject({ width: side, height: side });
    expect(bytes.length).toBeLessThanOrEqual(side === 96 ? 50_000 : 100_000);
  }
  const pictures = [...files.values()].slice(0, 2).map((file) => file.toString('base64'));
  expect(pictures[0]).not.toBe(pictures[1]);

  let downloads = 0;
  const count = (): void => {
    downloads += 1;
  };
  page.on('download', count);
  await dialogOf(page)
    .getByRole('button', { name: text.savePack('3') })
    .click();
  await dialogOf(page).getByRole('button', { name: text.cancel, exact: true }).click();
  await expect(dialogOf(page).getByRole('button', { name: text.save, exact: true })).toBeFocused();
  await expect(dialogOf(page).getByRole('alert')).toHaveCount(0);
  await dialogOf(page).getByRole('combobox').selectOption('own');
  await closeDialog(page);
  expect(downloads).toBe(0);
  page.off('download', count);
});

test('an avatar is round, comes in several sizes, and shows a face when it is tiny', async ({
  page,
  studio,
}) => {
  await studio.open();
  await studio.draw(await smallPortrait(page));
  await openDialog(page);
  await choice(page, text.kinds.avatar).check({ force: true });
  for (const size of [128, 64, 32, 16]) {
    await expect(dialogOf(page).getByRole('img', { name: text.pixels(`${size}`) })).toBeVisible();
  }
  await previewed(page);
  const one = await saved(page, text.save);
  expect(one.name).toBe('portrait-avatar-512.png');
  const large = await studio.decode(one.bytes);
  expect(large).toMatchObject({ width: 512, height: 512 });
  expectEmptyCorners(large);

  await dialogOf(page)
    .getByRole('checkbox', { name: text.pixels('32') })
    .check();
  const several = await saved(page, text.saveZip);
  expect(several.name).toBe('portrait-avatar.zip');
  const files = unzip(several.bytes);
  expect([...files.keys()]).toEqual(['portrait-avatar-512.png', 'portrait-avatar-32.png']);
  const tiny = await studio.decode(files.get('portrait-avatar-32.png')!);
  expect(tiny).toMatchObject({ width: 32, height: 32 });
  expect(pixel(tiny, 0, 0)[3]).toBe(0);
  // Eyes and mouth stand out from the skin in the middle.
  const light = [];
  for (let y = 9; y < 23; y++) {
    for (let x = 10; x < 22; x++) {
      const [red, green, blue] = pixel(tiny, x, y);
      light.push(0.299 * red! + 0.587 * green! + 0.114 * blue!);
    }
  }
  const mean = light.reduce((sum, value) => sum + value, 0) / light.length;
  const spread = Math.sqrt(
    light.reduce((sum, value) => sum + (value - mean) ** 2, 0) / light.length,
  );
  expect(spread).toBeGreaterThan(18);

  await choice(page, text.shapes.square).check({ force: true });
  await choice(page, text.groundNames.drawn).check({ force: true });
  await previewed(page);
  const square = await studio.pixels(preview(page));
  expect(pixel(square, 0, 0)[3]).toBe(255);
  await dialogOf(page)
    .getByRole('checkbox', { name: text.pixels('32') })
    .uncheck();
  await choice(page, text.kinds.sticker).check({ force: true });
  await closeDialog(page);
});

test('one person of two is cut out alone', async ({ page, studio }) => {
  await studio.open();
  await studio.draw(await twoPeople(page));
  await openDialog(page);
  const both = await studio.pixels(preview(page));
  for (const number of ['1', '2']) {
    await choice(page, studio.text.person(number)).check({ force: true });
    await previewed(page);
    const alone = await studio.pixels(preview(page));
    expect(alone.width).toBeLessThan(0.75 * both.width);
    expect(pixel(alone, alone.width >> 1, alone.height >> 1)[3]).toBe(255);
  }
  await closeDialog(page);
});

test('without a face there are words instead', async ({ page, studio }) => {
  await studio.open();
  const hills = await paintPicture(page, { width: 240, height: 200 });
  await studio.draw(photoFile('hills.jpg', hills));
  await page.getByRole('button', { name: makeNames.sticker }).click();
  await expect(dialogOf(page)).toContainText(text.noFace);
  await expect(dialogOf(page).getByRole('button', { name: text.save })).toHaveCount(0);
  await closeDialog(page);
});

separateTest(
  'the dialog works by keyboard, on a phone, in Chinese, and leaves nothing',
  async ({ page, studio }) => {
    await countLive(page);
    await studio.open();
    await studio.draw(await smallPortrait(page));
    const opener = page.getByRole('button', { name: makeNames.sticker });
    // The wall of styles is drawn meanwhile.
    await expect(studio.wall).toHaveCount(styles.length);
    const before = (await readLive(page)).bitmaps;
    for (let turn = 0; turn < 10; turn++) {
      await opener.focus();
      await page.keyboard.press('Enter');
      await previewed(page);
      await closeDialog(page);
      await expect(opener).toBeFocused();
    }
    await expect.poll(async () => (await readLive(page)).bitmaps).toBe(before);

    await page.keyboard.press('Enter');
    await previewed(page);
    await choice(page, text.kinds.sticker).focus();
    await page.keyboard.press('ArrowRight');
    await expect(choice(page, text.kinds.avatar)).toBeChecked();
    await previewed(page);
    await expectAccessible(page, 'avatars');
    await page.keyboard.press('Escape');

    await page.setViewportSize(screens.desktop);
    await page.getByRole('button', { name: '中文' }).click();
    const chinese = new Studio(page, 'zh-CN');
    await page.setViewportSize({ width: 320, height: 640 });
    await page.getByRole('tab', { name: chinese.text.saveTitle }).click();
    await page.getByRole('button', { name: toolTexts['zh-CN'].makeNames.sticker }).click();
    const dialog = page.getByRole('dialog', { name: toolTexts['zh-CN'].makeNames.sticker });
    await expect(dialog.getByRole('radio', { name: '头像', exact: true })).toBeChecked();
    await expect(dialog.getByRole('img', { name: '预览' })).toBeVisible();
    const overflow = await dialog.evaluate(
      ({ scrollWidth, clientWidth }) => scrollWidth - clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
  },
);
