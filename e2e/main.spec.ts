import { readImageHeader } from '#domain/files/imageHeader.ts';
import { cutRaster } from '#domain/picture/raster.ts';
import {
  cameraName,
  cameraSegments,
  partsOf,
  secretsIn,
  withDistantExif,
  withSegments,
} from '../testkit/pictureFiles.ts';
import { expect, test as separateTest } from './fixtures.ts';
import { hold } from './hold.ts';
import { firstStyleName } from './manifest.ts';
import {
  correlation,
  faceFrame,
  maxDifference,
  meanDifference,
  meanPicture,
  type Picture,
  seamContrast,
  withBrighterCrop,
} from './measure.ts';
import { astronaut, hopper, paintPicture, photoFile, smallPortrait } from './photos.ts';
import { testsOfOnePage } from './sharedPage.ts';

const test = testsOfOnePage();

const face = faceFrame(astronaut.points);

test('a portrait dropped on the page becomes a cartoon of the same face', async ({ studio }) => {
  await studio.open();
  await studio.drop(astronaut.path);
  await studio.drawn('astronaut.jpg');
  const photo = await studio.pixels(studio.photo);
  const drawing = await studio.pixels(studio.drawing);

  // Another picture than the photo, but of the same face.
  expect(meanDifference(drawing, photo, face.box)).toBeGreaterThan(8);
  expect(correlation(drawing, photo, face.box)).toBeGreaterThan(0.4);

  // Nothing shows where the face's own drawing ends and the scene's begins.
  expect(seamContrast(drawing, photo, face)).toBeLessThan(1.2);
  // Six levels of 255 would show.
  expect(seamContrast(withBrighterCrop(drawing, face, 6), photo, face)).toBeGreaterThan(1.4);
});

test('strength and exaggeration draw the picture anew', async ({ studio }) => {
  await studio.open();
  await studio.draw(astronaut.path);
  const photo = await studio.pixels(studio.photo);
  const drawing = await studio.pixels(studio.drawing);

  await studio.set(studio.strength, 50);
  const half = await studio.pixels(studio.drawing);
  await studio.set(studio.strength, 0);
  const warped = await studio.pixels(studio.drawing);
  // The drawing lies over the warped photo, so half of each is their mean and nothing shows twice.
  expect(meanDifference(half, meanPicture(warped, drawing))).toBeLessThan(0.5);
  // It is another picture, with eyes, nose and mouth where the warped photo has them.
  expect(meanDifference(drawing, warped, face.box)).toBeGreaterThan(8);
  expect(correlation(drawing, warped, face.box)).toBeGreaterThan(0.7);

  // Without any drawing the photo is left, moved inside the face's crop and nowhere else.
  const beside = { x: 0, y: 300, width: photo.width, height: photo.height - 300 };
  expect(meanDifference(warped, photo, beside)).toBe(0);
  expect(meanDifference(warped, photo, face.box)).toBeGreaterThan(2);
  expect(seamContrast(warped, photo, face)).toBeLessThan(1.1);

  await studio.set(studio.exaggeration, 0);
  expect(maxDifference(await studio.pixels(studio.drawing), photo)).toBeLessThanOrEqual(1);

  await studio.set(studio.exaggeration, 130);
  const caricature = await studio.pixels(studio.drawing);
  expect(meanDifference(caricature, photo, face.box)).toBeGreaterThan(
    meanDifference(warped, photo, face.box),
  );
});

test('the exaggeration moves the drawing at once, and then is drawn', async ({ page, studio }) => {
  await studio.open();
  await studio.draw(astronaut.path);
  const before = await studio.pixels(studio.drawing);
  const live = page.locator('.live-warp');
  await expect(live).toBeHidden();
  await studio.exaggeration.fill('0');
  await expect(live).toBeVisible();
  const moved = await studio.pixels(live);
  const place = await live.evaluate(({ style }: HTMLElement) => ({
    x: Math.round((parseFloat(style.left) * 512) / 100),
    y: Math.round((parseFloat(style.top) * 512) / 100),
  }));
  await studio.settled();
  await expect(live).toBeHidden();
  const drawn = await studio.pixels(studio.drawing);
  // Its features stand where they are drawn then; what is far from the face stays.
  const part = (picture: Picture): Picture =>
    cutRaster(
      { ...picture, data: new Uint8ClampedArray(picture.data) },
      { ...place, width: moved.width, height: moved.height },
    );
  const box = { ...face.box, x: face.box.x - place.x, y: face.box.y - place.y };
  const wait = meanDifference(part(before), part(drawn), box);
  expect(wait).toBeGreaterThan(3);
  expect(meanDifference(moved, part(drawn), box)).toBeLessThan(0.7 * wait);
  const corner = { x: 0, y: moved.height - 20, width: 20, height: 20 };
  expect(meanDifference(moved, part(before), corner)).toBeLessThan(2);
});

separateTest(
  'a first photo is warped and toned while the model loads, its head comes before the scene',
  async ({ page, studio }) => {
    const painter = await hold(page, '**/models/painter.onnx');
    await studio.open();
    await studio.choose(astronaut.path);
    const warped = page.locator('.live-warp');
    await expect(warped).toBeVisible();
    await expect(studio.frame).toHaveAttribute('data-state', 'developing');
    // In its own px: the colours are toned by CSS.
    await expect
      .poll(async () => {
        const [moved, photo] = [await studio.pixels(warped), await studio.pixels(studio.photo)];
        return meanDifference(moved, photo, face.box);
      })
      .toBeGreaterThan(2);
    await expect(page.locator('.sketch')).toHaveCount(0);

    const head = page.evaluate(
      async () =>
        await new Promise<{ readonly state: string | undefined; readonly alpha: number }>(
          (resolve) => {
            new MutationObserver((_changes, observer) => {
              const canvas = document.querySelector<HTMLCanvasElement>(
                '.sketch[data-painted="true"] canvas',
              );
              if (!canvas) return;
              observer.disconnect();
              const middle = [canvas.width / 2, canvas.height / 2, 1, 1] as const;
              const [, , , alpha = 0] = canvas.getContext('2d')!.getImageData(...middle).data;
              const { state } = document.querySelector<HTMLElement>('.frame')!.dataset;
              resolve({ state, alpha });
            }).observe(document.body, { subtree: true, childList: true });
          },
        ),
    );
    painter.letGo();
    expect(await head).toEqual({ state: 'developing', alpha: 255 });
    await studio.settled();
    await expect(page.locator('.sketch')).toHaveCount(0);
    await expect(warped).toBeHidden();
  },
);

test('the line between photo and drawing follows mouse and arrow keys', async ({
  page,
  studio,
}) => {
  await studio.open();
  await studio.draw(astronaut.path);
  const photo = await studio.pixels(studio.photo);
  const drawing = await studio.pixels(studio.drawing);
  /** The part of the picture, in tenths from the left, that shows the photo rather than the drawing. */
  const shown = async (): Promise<string> => {
    const png = await studio.frame.screenshot({ animations: 'disabled' });
    const picture = await studio.decode(png, photo);
    const tenth = photo.width / 10;
    return Array.from({ length: 10 }, (_, index) => {
      // Labels stand at the top, the line itself may stand at a tenth's edge.
      const box = { x: (index + 0.2) * tenth, y: 80, width: tenth * 0.6, height: 160 };
      const isPhoto = meanDifference(picture, photo, box) < meanDifference(picture, drawing, box);
      return isPhoto ? 'P' : 'D';
    }).join('');
  };
  const box = (await studio.frame.boundingBox())!;
  const along = (fraction: number): number => box.x + fraction * box.width;
  const below = box.y + box.height * 0.85;

  await page.mouse.move(along(0.3), below);
  await page.mouse.down();
  await page.mouse.move(along(0.7), below, { steps: 4 });
  await expect(studio.compare).toHaveAttribute('aria-valuenow', '70');
  expect(await shown()).toBe('PPPPPPPDDD');
  await page.mouse.up();
  await page.mouse.move(along(0.1), below);
  await expect(studio.compare).toHaveAttribute('aria-valuenow', '70');

  await studio.compare.focus();
  for (let press = 0; press < 5; press++) await page.keyboard.press('ArrowLeft');
  await expect(studio.compare).toHaveAttribute('aria-valuenow', '60');
  expect(await shown()).toBe('PPPPPPDDDD');
  await page.keyboard.press('Home');
  expect(await shown()).toBe('DDDDDDDDDD');
  await page.keyboard.press('End');
  expect(await shown()).toBe('PPPPPPPPPP');
});

test('a drawing is saved at the photo’s own size, with what was asked for of its metadata', async ({
  page,
  studio,
}) => {
  await studio.open();
  // Larger than any preview, and low, which is quicker to draw.
  const size = { width: 1400, height: 560 };
  const painted = await paintPicture(page, {
    ...size,
    portraits: [{ portrait: hopper, x: 450, y: 0, scale: 0.93 }],
    orientation: 6,
  });
  const photo = withSegments(painted, cameraSegments(6));
  expect(partsOf(photo)).toEqual(expect.arrayContaining(['APP1 Exif', 'APP13 Photoshop 3.0']));
  expect(secretsIn(photo)).toHaveLength(2);
  await studio.draw({ name: 'holiday.in.Rome.jpeg', mimeType: 'image/jpeg', buffer: photo });

  const shown = await studio.pixels(studio.drawing);

  const harmless = {
    png: ['IHDR', 'sRGB', 'gAMA', 'cHRM', 'iCCP', 'sBIT', 'IDAT', 'IEND'],
    jpeg: ['APP0 JFIF', 'APP2 ICC_PROFILE', 'db', 'c0', 'c4', 'dd'],
    webp: ['VP8X', 'ICCP', 'ALPH', 'VP8 ', 'VP8L'],
  } as const;
  /** Saves in `format`; resolves to the bytes, and the parts that hold neither pixels nor colours. */
  const saved = async (format: keyof typeof harmless) => {
    const { name, bytes } = await studio.save(format);
    expect(name).toBe(`holiday.in.Rome-${firstStyleName}.${format === 'jpeg' ? 'jpg' : format}`);
    expect(readImageHeader(bytes)).toMatchObject({ format, ...size, orientation: 1 });
    expect(secretsIn(bytes)).toEqual([]);
    const known: readonly string[] = harmless[format];
    return { bytes, more: partsOf(bytes).filter((part) => !known.includes(part)) };
  };

  for (const [format, exifPart] of [
    ['png', 'eXIf'],
    ['jpeg', 'APP1 Exif'],
    ['webp', 'EXIF'],
  ] as const) {
    await studio.cameraData.setChecked(false);
    const plain = await saved(format);
    expect(plain.more).toEqual([]);
    expect(plain.bytes.includes(cameraName)).toBe(false);
    // What is saved is what was shown, only larger.
    expect(meanDifference(await studio.decode(plain.bytes, shown), shown)).toBeLessThan(4);

    await studio.cameraData.setChecked(true);
    const told = await saved(format);
    expect(told.more).toEqual([exifPart]);
    expect(told.bytes.includes(cameraName)).toBe(true);
    expect(told.bytes.includes('2023:07:09 18:45:31')).toBe(true);
    const pixels = await studio.decode(told.bytes);
    expect(pixels).toMatchObject(size);
    expect(maxDifference(pixels, await studio.decode(plain.bytes))).toBe(0);
  }
});

separateTest(
  'nothing is kept of a photo unless it is asked for, wherever its file holds it',
  async ({ page, studio }) => {
    await studio.open();
    await expect(studio.cameraData).toBeHidden();
    const portrait = await smallPortrait(page);
    const photo = withSegments(portrait.buffer, cameraSegments(1));
    await studio.draw(photoFile('first.jpg', photo));
    await expect(studio.cameraData).not.toBeChecked();
    await studio.cameraData.check();
    const { bytes } = await studio.save('webp');
    expect(bytes.includes(cameraName)).toBe(true);

    // Further from the file's beginning than is read of most.
    await studio.draw(photoFile('second.webp', withDistantExif(bytes), 'image/webp'));
    expect((await studio.save('jpeg')).bytes.includes(cameraName)).toBe(true);
    await studio.cameraData.uncheck();
    expect((await studio.save('jpeg')).bytes.includes(cameraName)).toBe(false);
  },
);

test('a photo too large for some browsers’ canvases is saved whole, strip by strip', async ({
  page,
  studio,
}) => {
  await studio.open();
  // Wide, so that it is quickly painted; no multiple of the 8 px that JPEG works in.
  const size = { width: 9001, height: 1903 };
  const buffer = await paintPicture(page, {
    ...size,
    portraits: [{ portrait: hopper, x: 3900, y: 100, scale: 2.1 }],
  });
  await studio.draw(photoFile('wall.jpg', withSegments(buffer, cameraSegments(1))));
  await studio.cameraData.check();
  const shown = await studio.pixels(studio.drawing);
  for (const format of ['jpeg', 'png'] as const) {
    const { bytes } = await studio.save(format);
    expect(readImageHeader(bytes)).toMatchObject({ format, ...size });
    expect(bytes.includes(cameraName)).toBe(true);
    expect(secretsIn(bytes)).toEqual([]);
    expect(meanDifference(await studio.decode(bytes, shown), shown)).toBeLessThan(4);
  }
});
