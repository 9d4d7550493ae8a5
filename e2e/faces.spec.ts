import { exifSegment, exifTiff } from '#domain/testing/imageBytes.ts';
import { turnedAvif, withExif, withSegments } from './files.ts';
import { expect, test } from './fixtures.ts';
import { styles } from './manifest.ts';
import { faceFrame, meanDifference } from './measure.ts';
import {
  astronaut,
  hopper,
  paintPicture,
  photoFile,
  placedPoints,
  sideBySide,
  smallPortrait,
  turnUpright,
  twoPeople,
} from './photos.ts';
import { Studio } from './studio.ts';

test('each of two people is drawn with the style’s proportions', async ({ page, studio }) => {
  await studio.open();
  const portraits = [
    { portrait: astronaut, x: 0, y: 0, scale: 0.8 },
    { portrait: hopper, x: 420, y: 0, scale: 0.7 },
  ];
  const collage = await paintPicture(page, { width: 780, height: 410, portraits });
  await studio.draw(photoFile('two.jpg', collage));
  await expect(page.getByText(studio.text.faces(2, '2'), { exact: true })).toBeVisible();

  // Without any drawing only the proportions differ, and they do so in faces alone.
  await studio.set(studio.strength, 0);
  const photo = await studio.pixels(studio.photo);
  const warped = await studio.pixels(studio.drawing);
  for (const placed of portraits) {
    expect(meanDifference(warped, photo, faceFrame(placedPoints(placed)).box)).toBeGreaterThan(2);
  }
  const below = { x: 0, y: 330, width: 400, height: 80 };
  expect(meanDifference(warped, photo, below)).toBe(0);
});

test('each of two people may get a style of their own, or stay a photo', async ({
  page,
  studio,
}) => {
  await studio.open();
  await studio.draw(await twoPeople(page));
  const boxes = sideBySide.map((placed) => faceFrame(placedPoints(placed)).box).toReversed();
  const photo = await studio.pixels(studio.photo);
  const before = await studio.pixels(studio.drawing);

  // The larger face is the first one.
  const person = (number: string) => page.getByRole('button', { name: studio.text.person(number) });
  await person('1').click();
  const bar = page.getByRole('region', { name: studio.text.onlyPerson });
  await expect(bar).toContainText(studio.text.person('1'));
  await bar.getByLabel(studio.text.drawPerson).uncheck();
  await studio.settled();
  await expect
    .poll(async () => meanDifference(await studio.pixels(studio.drawing), photo, boxes[0]))
    .toBeLessThan(4);
  const off = await studio.pixels(studio.drawing);
  expect(meanDifference(off, before, boxes[1])).toBeLessThan(0.5);

  await person('2').click();
  await studio.style(styles.find(({ id }) => id === 'sketch')!.names.en);
  const sketched = await studio.pixels(studio.drawing);
  expect(meanDifference(sketched, off, boxes[1])).toBeGreaterThan(8);
  expect(meanDifference(sketched, off, boxes[0])).toBeLessThan(0.5);

  // As everybody again.
  await page.getByRole('button', { name: studio.text.reset }).click();
  await bar.getByRole('button', { name: studio.text.everybody }).click();
  await expect(bar).toBeHidden();
  await studio.settled();
  await expect
    .poll(async () => meanDifference(await studio.pixels(studio.drawing), off, boxes[1]))
    .toBeLessThan(0.5);
});

test.describe('a picture without a face', () => {
  test.use({ locale: 'zh-CN' });

  test('is drawn as a whole, and the person is told in their language', async ({ page }) => {
    const studio = new Studio(page, 'zh-CN');
    await studio.open();
    const size = { width: 320, height: 240 };
    await studio.draw(photoFile('hills.jpg', await paintPicture(page, size)));
    await expect(studio.notice('noFace')).toBeVisible();
    await expect(studio.notice('noFace')).toContainText('没有找到人脸');

    const photo = await studio.pixels(studio.photo);
    const drawing = await studio.pixels(studio.drawing);
    const half = { width: size.width / 2, height: size.height / 2 };
    for (const x of [0, half.width]) {
      for (const y of [0, half.height]) {
        expect(meanDifference(drawing, photo, { x, y, ...half })).toBeGreaterThan(1);
      }
    }
  });
});

test('a photo stands upright, however the camera was held', async ({ page, studio }) => {
  await studio.open();
  const painting = {
    width: 320,
    height: 224,
    portraits: [{ portrait: astronaut, x: 32, y: 0, scale: 0.5 }],
  };
  const draw = async (name: string, file: Buffer) => {
    await studio.draw(photoFile(name, file));
    await expect(page.getByText(studio.text.pixels('320', '224'), { exact: true })).toBeVisible();
    return {
      photo: await studio.pixels(studio.photo),
      drawing: await studio.pixels(studio.drawing),
    };
  };
  const upright = await draw('upright.jpg', await paintPicture(page, painting));
  for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
    await test.step(`orientation ${orientation}`, async () => {
      const stored = await paintPicture(page, { ...painting, orientation });
      const file = withSegments(stored, exifSegment(orientation, orientation % 2 === 0));
      const { photo, drawing } = await draw(`turned-${orientation}.jpg`, file);
      expect(meanDifference(photo, upright.photo)).toBeLessThan(1);
      expect(meanDifference(drawing, upright.drawing)).toBeLessThan(2);
    });
  }
});

test('the orientation counts in WebP, PNG and AVIF too', async ({ page, studio }) => {
  await studio.open();
  const portraits = [{ portrait: astronaut, x: 8, y: 0, scale: 0.25 }];
  const painting = { width: 160, height: 112, portraits };
  for (const format of ['webp', 'png'] as const) {
    const upright = await paintPicture(page, { ...painting, format });
    await studio.draw(photoFile(`upright.${format}`, upright, `image/${format}`));
    const expected = await studio.pixels(studio.photo);
    for (const orientation of [2, 3, 4, 5, 6, 7, 8]) {
      await test.step(`${format}, orientation ${orientation}`, async () => {
        const stored = await paintPicture(page, { ...painting, format, orientation });
        const file = withExif(stored, format, exifTiff(orientation, orientation % 2 === 0));
        await studio.draw(photoFile(`turned-${orientation}.${format}`, file, `image/${format}`));
        expect(meanDifference(await studio.pixels(studio.photo), expected)).toBeLessThan(1.5);
      });
    }
  }
  await studio.draw(photoFile('turned.avif', turnedAvif, 'image/avif'));
  const { width, height, data } = await studio.pixels(studio.photo);
  expect({ width, height }).toEqual({ width: 8, height: 16 });
  const [red, green] = data.slice(((height - 2) * width + 1) * 4);
  expect(red! - green!).toBeGreaterThan(150);
});

test('a face is found however it is turned, and drawn the same', async ({ page, studio }) => {
  await studio.open();
  const portraits = [{ portrait: astronaut, x: 64, y: 0, scale: 0.5 }];
  const painting = { width: 384, height: 256, portraits };
  await studio.draw(photoFile('upright.jpg', await paintPicture(page, painting)));
  const upright = await studio.pixels(studio.drawing);
  for (const orientation of [3, 6, 8]) {
    await test.step(`stored with orientation ${orientation}, which the file does not tell`, async () => {
      const turned = await paintPicture(page, { ...painting, orientation });
      await studio.draw(photoFile(`turned-${orientation}.jpg`, turned));
      await expect(page.getByText(studio.text.faces(1, '1'), { exact: true })).toBeVisible();
      const stored = await studio.pixels(studio.drawing);
      const drawing = turnUpright(stored, orientation, painting);
      const { box } = faceFrame(placedPoints(portraits[0]!));
      expect(meanDifference(drawing, upright, box)).toBeLessThan(6);
    });
  }
});

test('each drawn face tells how true it is to the photo', async ({ page, studio }) => {
  await studio.open();
  await studio.draw(await smallPortrait(page));
  const told = await studio.howItRan();
  expect(told).toContain(studio.text.trueness);
  const [, likeness, skin, drift] = /features (\d+)%, skin colour (\d+)%, moved (\d+)%/.exec(told)!;
  expect(Number(likeness)).toBeGreaterThan(50);
  expect(Number(skin)).toBeGreaterThan(75);
  expect(Number(drift)).toBeLessThan(12);
});
