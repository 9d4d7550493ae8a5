import type { Box } from '#domain/picture/geometry.ts';
import { readImageHeader } from '#domain/files/imageHeader.ts';
import { cutRaster } from '#domain/picture/raster.ts';
import { expect, test } from './fixtures.ts';
import { unzip } from '../testkit/pictureFiles.ts';
import { styles, stylesByUse } from './manifest.ts';
import { maxDifference, meanDifference, type Picture } from './measure.ts';
import { hopper, paintPicture, photoFile, smallPortrait } from './photos.ts';
import { bytesOf, type Studio } from './studio.ts';

const cut = (picture: Picture, { x, y, width, height }: Box): Picture =>
  cutRaster(
    { ...picture, data: new Uint8ClampedArray(picture.data) },
    { x: Math.round(x), y: Math.round(y), width, height },
  );

/** The part of the photo that the page shows as the one that is saved, photo px. */
async function shownCrop({ page }: Studio, photo: Picture): Promise<Box> {
  const style = await page.locator('.crop').evaluate(({ style }: HTMLElement) => ({
    left: parseFloat(style.left),
    top: parseFloat(style.top),
    width: parseFloat(style.width),
    height: parseFloat(style.height),
  }));
  return {
    x: (style.left * photo.width) / 100,
    y: (style.top * photo.height) / 100,
    width: Math.round((style.width * photo.width) / 100),
    height: Math.round((style.height * photo.height) / 100),
  };
}

test('a shape cuts the saved picture around the face; the photo may stand beside it', async ({
  page,
  studio,
}) => {
  const { text } = studio;
  await studio.open();
  const size = { width: 1400, height: 560 };
  const buffer = await paintPicture(page, {
    ...size,
    portraits: [{ portrait: hopper, x: 880, y: 0, scale: 0.93 }],
  });
  await studio.draw(photoFile('wide.jpg', buffer));
  const photo = await studio.decode(buffer);
  const whole = await studio.decode((await studio.save('png')).bytes);
  await expect(page.locator('.crop')).toHaveCount(0);

  await page.getByText(text.shapeNames['1:1'], { exact: true }).click();
  const crop = await shownCrop(studio, photo);
  expect(crop).toMatchObject({ width: 560, height: 560 });
  // Grace Hopper's face, and not the middle of the picture.
  expect(crop.x + 280).toBeGreaterThan(1030);
  await expect(page.getByText(text.downloadSize('560', '560'))).toBeVisible();
  const { bytes } = await studio.save('png');
  expect(readImageHeader(bytes)).toMatchObject({ format: 'png', width: 560, height: 560 });
  const square = await studio.decode(bytes);
  expect(maxDifference(square, cut(whole, crop))).toBe(0);

  await page.getByLabel(text.besidePhoto).check();
  const pair = await studio.decode((await studio.save('png')).bytes);
  expect(pair).toMatchObject({ width: 1127, height: 560 });
  const half = { x: 0, y: 0, width: 560, height: 560 };
  expect(maxDifference(cut(pair, half), cut(photo, crop))).toBeLessThanOrEqual(1);
  expect(maxDifference(cut(pair, { ...half, x: 567 }), square)).toBe(0);
  const gap = cut(pair, { ...half, x: 560, width: 7 });
  expect(gap.data.every((value) => value === 255)).toBe(true);

  // Kept for the next visit.
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem('toonroom.settings')))
    .toContain('"shape":"1:1","besidePhoto":true');
  await page.reload();
  await studio.draw(await smallPortrait(page));
  await expect(page.getByLabel(text.besidePhoto)).toBeChecked();
  await expect(page.locator('.crop')).toHaveCount(1);
});

test('a pair too large for some browsers’ canvases is saved whole', async ({ page, studio }) => {
  await studio.open();
  // Wide, so that it is quickly painted.
  const size = { width: 8001, height: 1063 };
  const buffer = await paintPicture(page, {
    ...size,
    portraits: [{ portrait: hopper, x: 3600, y: 40, scale: 1.2 }],
  });
  await studio.draw(photoFile('wall.jpg', buffer));
  const photo = await studio.pixels(studio.photo);
  const drawing = await studio.pixels(studio.drawing);
  await page.getByLabel(studio.text.besidePhoto).check();
  const pair = { width: 16_102, height: 1063 };
  for (const format of ['jpeg', 'png'] as const) {
    const { bytes } = await studio.save(format);
    expect(readImageHeader(bytes)).toMatchObject({ format, ...pair });
    const scale = photo.height / pair.height;
    const small = await studio.decode(bytes, {
      width: Math.round(pair.width * scale),
      height: photo.height,
    });
    const half = { x: 0, y: 0, width: photo.width, height: photo.height };
    expect(meanDifference(cut(small, half), photo)).toBeLessThan(4);
    const right = cut(small, { ...half, x: small.width - photo.width });
    expect(meanDifference(right, drawing)).toBeLessThan(4);
    expect(meanDifference(right, photo)).toBeGreaterThan(6);
  }
});

test('the saved part is moved and resized on the picture, by pointer and by keys', async ({
  page,
  studio,
}) => {
  const { text } = studio;
  await studio.open();
  const buffer = await paintPicture(page, {
    width: 900,
    height: 400,
    portraits: [{ portrait: hopper, x: 20, y: 0, scale: 0.6 }],
  });
  await studio.draw(photoFile('wide.png', buffer));
  const photo = await studio.decode(buffer);
  const whole = await studio.decode((await studio.save('png')).bytes);
  await page.getByText(text.shapeNames['1:1'], { exact: true }).click();
  const around = await shownCrop(studio, photo);

  await test.step('dimmed only while somebody saves or moves it', async () => {
    const crop = page.locator('.crop');
    await studio.download.hover();
    await expect(crop).toHaveCSS('box-shadow', /rgba/);
    await page.getByRole('heading', { name: text.styleTitle }).hover();
    await page.locator('body').evaluate(() => (document.activeElement as HTMLElement).blur());
    await expect(crop).toHaveCSS('box-shadow', 'none');
  });

  const grip = page.getByRole('button', { name: text.moveCrop });
  const from = (await grip.boundingBox())!;
  const frame = (await studio.frame.boundingBox())!;
  const compared = await studio.compare.getAttribute('aria-valuenow');
  await page.mouse.move(from.x + 16, from.y + 16);
  await page.mouse.down();
  await page.mouse.move(from.x + 16 + frame.width * 0.3, from.y + 16, { steps: 4 });
  await page.mouse.up();
  const moved = await shownCrop(studio, photo);
  expect(Math.abs(moved.x - around.x - 270)).toBeLessThan(3);
  // The line between photo and drawing stayed where it was.
  expect(await studio.compare.getAttribute('aria-valuenow')).toBe(compared);

  await page.getByRole('button', { name: text.resizeCrop }).focus();
  for (let press = 0; press < 8; press++) await page.keyboard.press('ArrowUp');
  const smaller = await shownCrop(studio, photo);
  expect(smaller.width / moved.width).toBeCloseTo(1.05 ** -8, 1);
  await grip.focus();
  await page.keyboard.press('ArrowDown');
  const lower = await shownCrop(studio, photo);
  expect(lower.y).toBeGreaterThan(smaller.y);
  const { bytes } = await studio.save('png');
  expect(maxDifference(await studio.decode(bytes), cut(whole, lower))).toBe(0);

  await test.step('on a zoomed picture too, which stays where it is', async () => {
    await page.getByRole('button', { name: text.zoomIn }).click();
    await grip.focus();
    const drawn = (await studio.drawing.boundingBox())!;
    const at = (await grip.boundingBox())!;
    await page.mouse.move(at.x + 16, at.y + 16);
    await page.mouse.down();
    await page.mouse.move(at.x - 44, at.y + 16, { steps: 4 });
    await page.mouse.up();
    expect((await studio.drawing.boundingBox())!.x).toBeCloseTo(drawn.x, 0);
    const further = await shownCrop(studio, photo);
    expect(Math.abs(further.x - lower.x + (60 * 900) / drawn.width)).toBeLessThan(3);
    await page.getByRole('button', { name: text.zoomToFit }).click();
  });

  // Another shape and another photo begin around the face again.
  await page.getByText(text.shapeNames['4:5'], { exact: true }).click();
  await page.getByText(text.shapeNames['1:1'], { exact: true }).click();
  expect(await shownCrop(studio, photo)).toEqual(around);
});

test('side by side is shown as it will be', async ({ page, studio }) => {
  await studio.open();
  await studio.draw(await smallPortrait(page));
  const preview = page.getByRole('img', { name: studio.text.besidePreview });
  await expect(preview).toHaveCount(0);
  await page.getByLabel(studio.text.besidePhoto).check();
  const { width, height, data } = await studio.pixels(preview);
  expect(width).toBeGreaterThan(2 * height);
  const saved = await studio.decode((await studio.save('png')).bytes, { width, height });
  expect(meanDifference({ width, height, data }, saved)).toBeLessThan(6);
});

test('all styles are saved as files and on one sheet', async ({ page, studio }) => {
  test.slow();
  const { text } = studio;
  await studio.open();
  await studio.draw(await smallPortrait(page));
  const choose = async (name: string) => {
    await page.getByRole('button', { name: text.allStyles }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name }).click(),
    ]);
    await expect(page.locator('.save-hint')).toHaveText(text.saved);
    return download;
  };
  const archive = await choose(text.saveArchive);
  expect(archive.suggestedFilename()).toBe(`portrait-${text.allStyles}.zip`);
  const zip = unzip(await bytesOf(archive));
  expect([...zip.keys()]).toEqual(styles.map(({ names }) => `portrait-${names.en}.png`));
  const shown = await studio.pixels(studio.drawing);
  const drawings = await Promise.all([...zip.values()].map((file) => studio.decode(file)));
  const own = styles.findIndex(({ id }) => id === stylesByUse[0]!.id);
  expect(meanDifference(drawings[own]!, shown)).toBeLessThan(1);
  for (const [index, drawing] of drawings.entries()) {
    expect(drawing).toMatchObject({ width: 320, height: 320 });
    if (index !== own) expect(meanDifference(drawing, shown)).toBeGreaterThan(3);
  }

  const sheet = await choose(text.saveSheet);
  expect(sheet.suggestedFilename()).toBe(`portrait-${text.allStyles}.png`);
  const { width, height } = readImageHeader(await bytesOf(sheet));
  expect(Math.max(width, height) / Math.min(width, height)).toBeLessThan(1.6);
  // Three columns; a small portrait is not blown up.
  expect(width).toBeGreaterThan(3 * 320);
  expect(width).toBeLessThan(3 * 400);

  await test.step('an archive can be cancelled', async () => {
    await page.getByRole('button', { name: text.allStyles }).click();
    await page.getByRole('button', { name: text.saveArchive }).click();
    await page.getByRole('button', { name: text.cancelSave }).click();
    await expect(studio.download).toBeEnabled();
    await expect(studio.alert).toBeEmpty();
  });
});
