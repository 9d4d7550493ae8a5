import { exifSegment, exifTiff } from '#domain/testing/imageBytes.ts';
import { turnedAvif, withExif, withSegments } from '../testkit/pictureFiles.ts';
import { expect, test as separateTest } from './fixtures.ts';
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
import { testsOfOnePage } from './sharedPage.ts';

const test = testsOfOnePage();

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
  const boxes = sideBySide.map((placed) => faceFrame(placedPoints(placed)).box);
  const photo = await studio.pixels(studio.photo);
  const before = await studio.pixels(studio.drawing);

  // The button in the picture and the chip beside it stand for the same person.
  const person = (number: string) => page.getByRole('button', { name: studio.text.person(number) });
  const chip = (name: string) => page.getByRole('radio', { name, exact: true });
  const everybody = chip(studio.text.everybody);
  const isDrawn = page.getByRole('checkbox', { name: studio.text.drawPerson });
  await expect(everybody).toBeChecked();
  await expect(isDrawn).toHaveCount(0);
  await person('1').click();
  await expect(chip(studio.text.person('1'))).toBeChecked();
  await isDrawn.uncheck();
  await studio.settled();
  await expect
    .poll(async () => meanDifference(await studio.pixels(studio.drawing), photo, boxes[0]))
    .toBeLessThan(4);
  const off = await studio.pixels(studio.drawing);
  expect(meanDifference(off, before, boxes[1])).toBeLessThan(0.5);

  await chip(studio.text.person('2')).check({ force: true });
  await studio.style(styles.find(({ id }) => id === 'sketch')!.names.en);
  const sketched = await studio.pixels(studio.drawing);
  expect(meanDifference(sketched, off, boxes[1])).toBeGreaterThan(8);
  expect(meanDifference(sketched, off, boxes[0])).toBeLessThan(0.5);

  // As everybody again.
  await page.getByRole('button', { name: studio.text.reset }).click();
  await everybody.check({ force: true });
  await expect(isDrawn).toHaveCount(0);
  await studio.settled();
  await expect
    .poll(async () => meanDifference(await studio.pixels(studio.drawing), off, boxes[1]))
    .toBeLessThan(0.5);
});

test('people are found in reading order, by pointer and by keyboard', async ({ page, studio }) => {
  await studio.open();
  await studio.draw(await twoPeople(page));
  const chip = (number: string) =>
    page.getByRole('radio', { name: studio.text.person(number), exact: true });
  const framed = page.locator('.person[data-pointed="true"]');
  const chips = page.locator('.chip');
  await expect(chips).toHaveCount(3);
  const lefts: number[] = [];
  for (const index of [1, 2]) {
    await chips.nth(index).hover();
    await expect(framed).toHaveCount(1);
    lefts.push((await framed.boundingBox())!.x);
  }
  expect(lefts[0]).toBeLessThan(lefts[1]!);
  await page.mouse.move(0, 0);
  await expect(framed).toHaveCount(0);

  await page.getByRole('radio', { name: studio.text.everybody }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(chip('1')).toBeChecked();
  await expect(framed).toHaveCount(1);
  // The pictures on the chips are two different faces.
  const [one, two] = await Promise.all(
    [1, 2].map((index) => studio.pixels(chips.nth(index).locator('canvas'))),
  );
  expect(meanDifference(one!, two!)).toBeGreaterThan(10);

  // The second badge is half way up the picture, as the handle is: the handle lies above it.
  const badge = (await page.locator('.person-button').nth(1).boundingBox())!;
  const middle = { x: badge.x + badge.width / 2, y: badge.y + badge.height / 2 };
  const frame = (await studio.frame.boundingBox())!;
  await page.mouse.click(middle.x, frame.y + frame.height - 20);
  const isHandle = ({ x, y }: { x: number; y: number }): boolean =>
    document.elementFromPoint(x, y)?.closest('[role="slider"]') !== null;
  const knob = (await page.locator('.compare-knob').boundingBox())!;
  expect(Math.abs(knob.y + knob.height / 2 - middle.y)).toBeLessThan(knob.height);
  expect(await page.evaluate(isHandle, middle)).toBe(true);
});

test('no badge covers a label', async ({ page, studio }) => {
  await studio.open();
  // Faces near the upper corners, where the labels are.
  const portraits = [
    { portrait: astronaut, x: -40, y: 0, scale: 0.35 },
    { portrait: hopper, x: 690, y: -10, scale: 0.3 },
  ];
  await studio.draw(
    photoFile('corners.jpg', await paintPicture(page, { width: 800, height: 600, portraits })),
  );
  await studio.frame.hover();
  const boxes = async (selector: string) =>
    await Promise.all((await page.locator(selector).all()).map((one) => one.boundingBox()));
  await expect(page.locator('.person-button')).toHaveCount(2);
  const badges = await boxes('.person-button');
  for (const label of await boxes('.tag:visible')) {
    for (const badge of badges) {
      const apart =
        badge!.x >= label!.x + label!.width ||
        badge!.x + badge!.width <= label!.x ||
        badge!.y >= label!.y + label!.height ||
        badge!.y + badge!.height <= label!.y;
      expect(apart).toBe(true);
    }
  }
});

separateTest.describe('a picture without a face', () => {
  separateTest.use({ locale: 'zh-CN' });

  separateTest(
    'is drawn as a whole, and the person is told in their language',
    async ({ page }) => {
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
    },
  );
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
