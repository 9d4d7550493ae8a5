import type { Box } from '#domain/geometry.ts';
import { readImageHeader } from '#domain/imageHeader.ts';
import { cutRaster } from '#domain/raster.ts';
import { expect, test } from './fixtures.ts';
import { maxDifference, meanDifference, type Picture } from './measure.ts';
import { hopper, paintPicture, photoFile, smallPortrait } from './photos.ts';
import type { Studio } from './studio.ts';

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
  const size = { width: 3001, height: 2903 };
  const buffer = await paintPicture(page, {
    ...size,
    portraits: [{ portrait: hopper, x: 700, y: 200, scale: 3.4 }],
  });
  await studio.draw(photoFile('wall.jpg', buffer));
  const photo = await studio.pixels(studio.photo);
  const drawing = await studio.pixels(studio.drawing);
  await page.getByLabel(studio.text.besidePhoto).check();
  const pair = { width: 6040, height: 2903 };
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
