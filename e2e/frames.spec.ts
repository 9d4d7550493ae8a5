import type { Page } from '@playwright/test';
import { frameTexts } from '#app/text/edit/frame.ts';
import { toolTexts } from '#app/text/edit/tools.ts';
import { type Frame, initialFrame } from '#domain/frame/frame.ts';
import { layOutFrame } from '#domain/frame/frameLayout.ts';
import { readImageHeader } from '#domain/files/imageHeader.ts';
import { type Box } from '#domain/picture/geometry.ts';
import { cutRaster } from '#domain/picture/raster.ts';
import { unzip } from '../testkit/pictureFiles.ts';
import { expectAccessible } from './accessible.ts';
import { expect, test as separateTest } from './fixtures.ts';
import { maxDifference, meanDifference, type Picture } from './measure.ts';
import { smallPortrait } from './photos.ts';
import { testsOfOnePage } from './sharedPage.ts';
import { bytesOf, Studio } from './studio.ts';

const test = testsOfOnePage();
const text = frameTexts.en;

const cut = (picture: Picture, box: Box): Picture =>
  cutRaster({ ...picture, data: new Uint8ClampedArray(picture.data) }, box);

/** The layout of the small portrait, which is 320 × 320 px, in a frame. */
const layoutOf = (frame: Partial<Frame>) =>
  layOutFrame({
    frame: { ...initialFrame, ...frame },
    part: { crop: { x: 0, y: 0, width: 320, height: 320 }, faces: [] },
    nameOf: (source) => source,
  });

async function openMaker({ page }: Studio, name = toolTexts.en.makeNames.frame): Promise<void> {
  await page.getByRole('button', { name }).click();
  await expect(page.locator('.maker')).toBeVisible();
}

async function close({ page, text }: Studio): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: text.close }).click();
}

const kind = async (page: Page, name: keyof typeof text.kindNames): Promise<void> => {
  const choice = page
    .locator('.maker')
    .getByRole('radio', { name: text.kindNames[name], exact: true });
  await choice.check({ force: true });
};

/** Downloads what the dialog shows. */
async function saved(page: Page): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: text.wayHints.save }).click(),
  ]);
  await expect(page.getByText(text.done.save)).toBeVisible();
  return { name: download.suggestedFilename(), bytes: await bytesOf(download) };
}

/** Shares of a picture's pixels that are nearly black and nearly white. */
function inkAndPaper({ data }: Picture): { readonly ink: number; readonly paper: number } {
  let [ink, paper] = [0, 0];
  for (let at = 0; at < data.length; at += 4) {
    const brightness = (data[at]! + data[at + 1]! + data[at + 2]!) / 3;
    if (brightness < 60) ink += 1;
    if (brightness > 250) paper += 1;
  }
  const count = data.length / 4;
  return { ink: ink / count, paper: paper / count };
}

test('a polaroid has its measures, white paper, and the drawing untouched', async ({
  page,
  studio,
}) => {
  await studio.open();
  await studio.draw(await smallPortrait(page));
  const plain = await studio.decode((await studio.save('png')).bytes);
  await openMaker(studio);
  await kind(page, 'polaroid');
  const caption = page.getByLabel(text.caption, { exact: true });
  await caption.fill('Grace, 1984');
  // Words that are pasted are no photo.
  await caption.evaluate((field) => {
    const clipboardData = new DataTransfer();
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  });
  await expect(page.locator('.caption.is-problem')).toHaveCount(0);
  const { name, bytes } = await saved(page);
  expect(name).toBe('portrait-Polaroid.png');
  const print = await studio.decode(bytes);
  expect(print.width / print.height).toBeCloseTo(88 / 107, 2);
  const { pictures } = layoutOf({ kind: 'polaroid' });
  const { box } = pictures[0]!;
  const inset = 6;
  const inner = { x: inset, y: inset, width: 320 - 2 * inset, height: 320 - 2 * inset };
  const shown = { ...inner, x: box.x + inset, y: box.y + inset };
  expect(maxDifference(cut(print, shown), cut(plain, inner))).toBe(0);
  const margin = cut(print, { x: 3, y: 20, width: box.x - 8, height: 280 });
  const sum = margin.data.reduce((total, value) => total + value, 0);
  expect(sum / margin.data.length).toBeGreaterThan(246);
  // The caption, in ink.
  const below = { x: 20, y: box.y + box.height + 6, width: print.width - 40, height: 70 };
  expect(inkAndPaper(cut(print, below)).ink).toBeGreaterThan(0.01);
  await page.getByLabel(text.caption, { exact: true }).fill('');
  await close(studio);
});

test('a bubble holds words in any script, is moved by keys and pointer, and goes', async ({
  page,
  studio,
}) => {
  await studio.open();
  await studio.draw(await smallPortrait(page));
  const plain = await studio.decode((await studio.save('png')).bytes);
  await openMaker(studio);
  await kind(page, 'none');
  await page.getByRole('button', { name: text.addBubble.speech, exact: true }).click();
  const field = page.getByLabel(text.bubbleText);
  await expect(field).toBeFocused();
  const bubble = page.locator('.maker-bubble');
  const words = '你好 👋🏽 مرحبا بالعالم';

  await test.step('ten thousand characters are cut, in words', async () => {
    await field.fill('long '.repeat(2000));
    await expect(page.getByText(text.tooLong('1,000'))).toBeVisible();
    await expect(field).toHaveValue('long '.repeat(200));
    // Still too many for the bubble.
    await expect(page.getByText(text.cutWords)).toBeVisible();
  });
  await field.fill(words);
  await expect(page.getByText(text.cutWords)).toHaveCount(0);
  await expect(bubble).toHaveAccessibleName(text.bubbleNames.speech('1', words));

  const boxOf = async (): Promise<Box> => {
    const [sheet, box] = await Promise.all([
      page.locator('.maker-sheet').boundingBox(),
      bubble.boundingBox(),
    ]);
    const scale = 320 / sheet!.width;
    return {
      x: Math.ceil((box!.x - sheet!.x) * scale),
      y: Math.ceil((box!.y - sheet!.y) * scale),
      width: Math.floor(box!.width * scale) - 1,
      height: Math.floor(box!.height * scale) - 1,
    };
  };
  const box = await boxOf();
  const spoken = await studio.decode((await saved(page)).bytes);
  expect(spoken).toMatchObject({ width: 320, height: 320 });
  // The middle of the bubble: white paper, with letters on it.
  const middle = {
    x: box.x + Math.round(box.width * 0.2),
    y: box.y + Math.round(box.height * 0.2),
    width: Math.round(box.width * 0.6),
    height: Math.round(box.height * 0.6),
  };
  const { ink, paper } = inkAndPaper(cut(spoken, middle));
  expect(ink).toBeGreaterThan(0.03);
  expect(paper).toBeGreaterThan(0.4);
  // Far from the bubble nothing has changed.
  const far = { x: 0, y: 240, width: 320, height: 80 };
  expect(maxDifference(cut(spoken, far), cut(plain, far))).toBe(0);

  await test.step('by keys', async () => {
    await bubble.focus();
    for (let press = 0; press < 4; press++) await page.keyboard.press('ArrowDown');
    const lower = await boxOf();
    expect(lower.y - box.y).toBeGreaterThan(12);
    await page.getByRole('button', { name: text.resizeBubble }).focus();
    for (let press = 0; press < 4; press++) await page.keyboard.press('ArrowLeft');
    expect((await boxOf()).width).toBeLessThan(box.width - 10);
  });
  await test.step('by pointer', async () => {
    const before = (await bubble.boundingBox())!;
    const sheet = (await page.locator('.maker-sheet').boundingBox())!;
    const by = (before.x > sheet.x + sheet.width / 2 ? -0.2 : 0.2) * sheet.width;
    const [x, y] = [before.x + before.width / 2, before.y + before.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + by, y + 10, { steps: 3 });
    await page.mouse.up();
    const after = (await bubble.boundingBox())!;
    expect(after.x - before.x).toBeCloseTo(by, -1);
    // One drag is one step.
    await page.locator('.maker-foot').getByRole('button', { name: text.undo }).click();
    expect((await bubble.boundingBox())!.x).toBeCloseTo(before.x, 0);
  });
  await bubble.focus();
  await page.keyboard.press('Delete');
  await expect(bubble).toHaveCount(0);
  expect(maxDifference(await studio.decode((await saved(page)).bytes), plain)).toBe(0);
  await close(studio);
});

test('a grid shows as many styles as are chosen, the preview what is saved', async ({
  page,
  studio,
}) => {
  await studio.open();
  await studio.draw(await smallPortrait(page));
  await openMaker(studio);
  await kind(page, 'grid');
  const chosen = page.locator('.maker-pictures').first().getByRole('checkbox', { checked: true });
  await expect(chosen).toHaveCount(4);
  const grid = await studio.decode((await saved(page)).bytes);
  const { pictures, width, height } = layoutOf({
    kind: 'grid',
    pictures: ['photo', 'drawing', 'style:a', 'style:b'],
  });
  expect(grid).toMatchObject({ width, height });
  const cells = pictures.map(({ box }) => cut(grid, box));
  for (const [index, cell] of cells.entries()) {
    for (const other of cells.slice(index + 1)) {
      expect(meanDifference(cell, other)).toBeGreaterThan(2);
    }
  }
  const preview = page.getByRole('img', { name: text.preview });
  await expect
    .poll(
      async () => {
        const small = await studio.pixels(preview);
        const { width, height } = grid;
        const same = await studio.decode(
          Buffer.from(
            (await preview.evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL())).split(
              ',',
            )[1]!,
            'base64',
          ),
          { width, height },
        );
        expect(small.width).toBeGreaterThan(200);
        return meanDifference(same, grid);
      },
      { timeout: 30_000 },
    )
    .toBeLessThan(4);
  await close(studio);
});

test('paper has its px and says how large it is printed; one page of that size is printed', async ({
  page,
  studio,
}) => {
  await studio.open();
  await studio.draw(await smallPortrait(page));
  await openMaker(studio);
  await kind(page, 'comic');
  const paper = async (name: keyof typeof text.paperNames) =>
    await page
      .getByRole('radio', { name: text.paperNames[name], exact: true })
      .check({ force: true });
  await paper('a4');
  const png = (await saved(page)).bytes;
  expect(readImageHeader(png)).toMatchObject({ format: 'png', width: 2480, height: 3508 });
  const at = png.indexOf('pHYs') + 4;
  expect([png.readUInt32BE(at), png.readUInt32BE(at + 4), png[at + 8]]).toEqual([11811, 11811, 1]);

  await paper('passport');
  await page.getByText('JPEG', { exact: true }).last().click();
  const { name, bytes: jpeg } = await saved(page);
  expect(name).toBe('portrait-Small portraits.jpg');
  expect(readImageHeader(jpeg)).toMatchObject({ format: 'jpeg', width: 1772, height: 1181 });
  expect([...jpeg.subarray(6, 10)]).toEqual([...Buffer.from('JFIF')]);
  expect([...jpeg.subarray(13, 18)]).toEqual([1, 1, 44, 1, 44]);

  await paper('10x15');
  await page.getByText(text.fitNames.fill, { exact: true }).click();
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', 'yes');
  });
  await page.getByRole('button', { name: text.wayHints.print }).click();
  await expect(page.locator('body')).toHaveAttribute('data-printed', 'yes');
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.print-sheet')).toBeVisible();
  await expect(page.locator('.maker')).toBeHidden();
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  await page.emulateMedia({ media: null });
  expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
  const [, width, height] = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(pdf)!.map(Number);
  expect(width! / 72).toBeCloseTo(100 / 25.4, 1);
  expect(height! / 72).toBeCloseTo(150 / 25.4, 1);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await expect(page.locator('.print-sheet')).toHaveCount(0);
  await close(studio);
});

test('a whole batch gets the frame', async ({ page, studio }) => {
  const press = (name: string): Promise<void> =>
    page.getByRole('button', { name, exact: true }).click();
  const portrait = await smallPortrait(page);
  /** Makes a frame for a photo that is looked at alone, for the batch to have too. */
  const useForBatch = async (name: keyof typeof text.kindNames, done: string): Promise<void> => {
    await press(studio.text.startOver);
    await studio.draw({ ...portrait, name: 'alone.jpg' });
    await openMaker(studio);
    await kind(page, name);
    await press(text.useForBatch);
    await expect(page.getByText(text.usedForBatch)).toBeVisible();
    await close(studio);
    await press(studio.text.batchBack(done, '2'));
    await expect(page.getByText(text.batchFrame(text.kindNames[name]))).toBeVisible();
  };
  const drawings = async (): Promise<readonly Picture[]> => {
    await expect(page.locator('[data-item][data-status="done"]')).toHaveCount(2);
    await expect(page.locator('[data-item][data-status="running"]')).toHaveCount(0);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      press(studio.text.saveZip),
    ]);
    const files = [...unzip(await bytesOf(download)).values()];
    expect(files).toHaveLength(2);
    return await Promise.all(files.map((file) => studio.decode(file)));
  };

  await studio.open();
  // Without the dialog, as in most browsers.
  await page.evaluate(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  await studio.choose(['one.jpg', 'two.jpg'].map((name) => ({ ...portrait, name })));
  await expect(page.locator('[data-item]')).toHaveCount(2);
  await useForBatch('polaroid', '0');
  await press(studio.text.batchStart(2, '2'));
  const { width, height } = layoutOf({ kind: 'polaroid' });
  expect(width / height).toBeCloseTo(88 / 107, 2);
  for (const drawing of await drawings()) expect(drawing).toMatchObject({ width, height });

  await test.step('another frame draws them again, with the photo where it shows that', async () => {
    await useForBatch('pair', '2');
    await press(studio.text.batchRedraw('2'));
    await expect(page.getByRole('button', { name: studio.text.batchRedraw('2') })).toHaveCount(0);
    const { pictures, ...size } = layoutOf({ kind: 'pair' });
    const photo = await studio.decode(portrait.buffer);
    for (const pair of await drawings()) {
      expect(pair).toMatchObject({ width: size.width, height: size.height });
      const [before, after] = pictures.map(({ box }) => cut(pair, box));
      expect(meanDifference(before!, photo)).toBeLessThan(1);
      expect(meanDifference(after!, photo)).toBeGreaterThan(4);
    }
  });
  await press(text.takeOff);
  await expect(page.getByText(text.batchFrame(text.kindNames.pair))).toHaveCount(0);
  await expect(page.getByRole('button', { name: studio.text.batchRedraw('2') })).toBeVisible();
});

separateTest.describe('in Chinese, by keyboard, on a phone', () => {
  separateTest.use({ locale: 'zh-CN', viewport: { width: 390, height: 844 } });

  separateTest('frames shut nobody out', async ({ page }) => {
    const studio = new Studio(page, 'zh-CN');
    const zh = frameTexts['zh-CN'];
    await studio.open();
    await studio.draw(await smallPortrait(page));
    await page.getByRole('tab').last().click();
    const opener = page.getByRole('button', { name: toolTexts['zh-CN'].makeNames.frame });
    await opener.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('radio', { name: zh.kindNames.polaroid }).focus();
    await page.keyboard.press('ArrowLeft');
    await expect(page.getByRole('radio', { name: zh.kindNames.comic })).toBeChecked();
    await page.getByRole('button', { name: zh.addBubble.thought }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('走吧');
    await expect(page.locator('.maker-bubble')).toHaveAccessibleName(
      zh.bubbleNames.thought('1', '走吧'),
    );
    await page.getByRole('button', { name: zh.putDate }).click();
    await expect(page.getByLabel(zh.date, { exact: true })).toHaveValue(/年.*月.*日/);
    const width = await page.locator('dialog').evaluate((dialog) => dialog.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
    await expectAccessible(page, 'frames');
    await page.keyboard.press('Escape');
    await expect(page.locator('.maker')).toHaveCount(0);
  });
});
