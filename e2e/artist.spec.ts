import { readFile } from 'node:fs/promises';
import type { Locator } from '@playwright/test';
import { cropSize } from '#domain/face/align.ts';
import type { Box } from '#domain/picture/geometry.ts';
import { expect } from './fixtures.ts';
import { styles } from './manifest.ts';
import {
  brightest,
  colourfulness,
  type Corner,
  faceFrame,
  lineSharpness,
  meanDifference,
  type Picture,
  plainness,
  shrunk,
  tint,
} from './measure.ts';
import {
  astronaut,
  editedPortrait,
  hopper,
  paintPicture,
  photoFile,
  type Placed,
  placedPoints,
} from './photos.ts';
import type { Studio } from './studio.ts';
import { testsOfOnePage } from './sharedPage.ts';

const test = testsOfOnePage();

interface Size {
  readonly width: number;
  readonly height: number;
}

const face = faceFrame(astronaut.points);

/**
 * Looks at the drawing of the photo at hand in each style. That each is a drawing, not the photo, is seen here.
 */
async function inEveryStyle(
  studio: Studio,
  look: (drawing: Picture, photo: Picture, id: string) => void,
): Promise<void> {
  const photo = await studio.pixels(studio.photo);
  for (const { id, names } of styles) {
    await studio.style(names.en);
    const drawing = await studio.pixels(studio.drawing);
    await test.step(id, () => {
      expect.soft(meanDifference(drawing, photo, face.box), 'is a drawing').toBeGreaterThan(5);
      look(drawing, photo, id);
    });
  }
}

/** What a canvas shows, scaled to a size. */
async function scaled(studio: Studio, canvas: Locator, size: Size): Promise<Picture> {
  const url = await canvas.evaluate((element) => (element as HTMLCanvasElement).toDataURL());
  return await studio.decode(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'), size);
}

function boxAround([x, y]: Corner, { width, height }: Size): Box {
  return { x: x - width / 2, y: y - height / 2, width, height };
}

test('what is before nose and mouth stays one plain area in every style', async ({
  page,
  studio,
}) => {
  const colour = '#9fc4dd';
  const corners: readonly Corner[] = [
    [184, 122],
    [224, 114],
    [264, 124],
    [260, 164],
    [226, 184],
    [190, 164],
  ];
  // Mouth and tip of the nose lie in it, and no style moves its border so far inwards.
  const inside = shrunk(corners, 0.65);
  const most = { lightness: 9, colour: 11 };
  await studio.open();
  const bare = plainness(await studio.decode(await readFile(astronaut.path)), inside);
  expect(bare.lightness, 'of a bare face').toBeGreaterThan(2 * most.lightness);

  await studio.draw(await editedPortrait(page, astronaut, { patch: { colour, corners } }));
  await inEveryStyle(studio, (drawing, _, id) => {
    const { middle, lightness, colour } = plainness(drawing, inside);
    expect.soft(lightness, 'lightness apart').toBeLessThan(most.lightness);
    expect.soft(colour, 'colour apart').toBeLessThan(most.colour);
    // The patch is light and blue: L* 77, a* −7, b* −16; pencil has no colour.
    expect.soft(middle[0], 'lightness').toBeGreaterThan(65);
    expect.soft(middle[1], 'not red').toBeLessThan(2);
    expect.soft(middle[2], 'blue').toBeLessThan(id === 'sketch' ? 2 : -5);
  });
});

test('a grey photo gets a grey drawing in every style, its neck as its face', async ({
  page,
  studio,
}) => {
  const mostColour = 12;
  const mostTint = 3;
  const cheeks = { x: 190, y: 90, width: 72, height: 70 };
  const neck = { x: 204, y: 181, width: 40, height: 6 };
  const suit = { x: 150, y: 260, width: 150, height: 160 };
  await studio.open();
  const coloured = await studio.decode(await readFile(astronaut.path));
  expect(colourfulness(coloured, 0.99)).toBeGreaterThan(2 * mostColour);

  await studio.draw(await editedPortrait(page, astronaut, { filter: 'grayscale(1)' }));
  await inEveryStyle(studio, (drawing) => {
    expect.soft(colourfulness(drawing, 0.99)).toBeLessThanOrEqual(mostColour);
    const ofNeck = tint(drawing, neck);
    for (const box of [cheeks, suit]) {
      tint(drawing, box).forEach((value, channel) => {
        expect.soft(Math.abs(value - ofNeck[channel]!)).toBeLessThanOrEqual(mostTint);
      });
    }
  });
});

test('eyes and teeth of a dark photo do not shine in any style', async ({ page, studio }) => {
  const [rightEye, leftEye, , rightCorner, leftCorner] = astronaut.points as readonly Corner[];
  const eye = { width: 28, height: 18 };
  const mouth = {
    x: rightCorner![0] - 7,
    y: rightCorner![1] - 12,
    width: leftCorner![0] - rightCorner![0] + 14,
    height: 24,
  };
  const boxes = {
    'right eye': boxAround(rightEye!, eye),
    'left eye': boxAround(leftEye!, eye),
    mouth,
  };
  await studio.open();
  await studio.draw(await editedPortrait(page, astronaut, { filter: 'brightness(0.3)' }));
  await inEveryStyle(studio, (drawing, photo) => {
    for (const [name, box] of Object.entries(boxes)) {
      const ratio = brightest(drawing, box) / brightest(photo, box);
      expect.soft(ratio, name).toBeLessThanOrEqual(1.6);
      expect.soft(ratio, name).toBeGreaterThan(0.8);
    }
  });
});

test('lines of a large face are as crisp as those of a small one', async ({ page, studio }) => {
  test.slow();
  // Side of the head's crop, px. A photo shows the face alone, so that its drawing is seen at 100 %.
  const heads = { small: 512, large: 1536 };
  const shown: Box = { x: 167, y: 47, width: 113, height: 137 };
  const cropInSample = cropSize / Math.hypot(face.cropFromPhoto.a, face.cropFromPhoto.b);
  const drawn = styles.filter(({ id }) => ['anime', 'comic', '3d'].includes(id));
  expect(drawn).toHaveLength(3);

  const place = (headPx: number) => {
    const scale = headPx / cropInSample;
    const portrait: Placed = {
      portrait: astronaut,
      x: -shown.x * scale,
      y: -shown.y * scale,
      scale,
    };
    const size = {
      width: Math.round(shown.width * scale),
      height: Math.round(shown.height * scale),
    };
    return { portrait, size, box: faceFrame(placedPoints(portrait)).box };
  };
  const choose = async (headPx: number) => {
    const { portrait, size } = place(headPx);
    const photo = await paintPicture(page, { ...size, portraits: [portrait] });
    await studio.draw(photoFile(`${headPx}.jpg`, photo));
  };
  const [small, large] = [place(heads.small), place(heads.large)];

  await studio.open();
  await choose(heads.small);
  const sharpness = new Map<string, number>();
  for (const { id, names } of drawn) {
    await studio.style(names.en);
    const ofSmall = lineSharpness(await studio.pixels(studio.drawing), small.box, heads.small);
    const enlarged = await scaled(studio, studio.drawing, large.size);
    const ofEnlarged = lineSharpness(enlarged, large.box, heads.large);
    expect.soft(ofEnlarged / ofSmall, `${id}, enlarged`).toBeLessThan(0.5);
    sharpness.set(id, ofSmall);
  }
  await choose(heads.large);
  for (const { id, names } of drawn) {
    await studio.style(names.en);
    const drawing = await studio.pixels(studio.drawing);
    expect(drawing).toMatchObject(large.size);
    const ratio = lineSharpness(drawing, large.box, heads.large) / sharpness.get(id)!;
    expect.soft(ratio, id).toBeGreaterThanOrEqual(0.8);
  }
});

test('the wall’s pictures are told apart at a glance', async ({ studio }) => {
  const seen = { width: 96, height: 96 };
  await studio.open();
  await studio.draw(hopper.path);
  await expect(studio.wall).toHaveCount(styles.length);
  const pictures: Picture[] = [];
  for (const canvas of await studio.wall.all()) {
    pictures.push(await scaled(studio, canvas, seen));
  }
  expect(pictures).toHaveLength(8);
  const head = { x: 16, y: 16, width: 64, height: 64 };
  pictures.forEach((picture, index) => {
    for (const [other, another] of pictures.slice(0, index).entries()) {
      const pair = `${styles[index]!.id} and ${styles[other]!.id}`;
      expect.soft(meanDifference(picture, another), pair).toBeGreaterThan(10);
      expect.soft(meanDifference(picture, another, head), `heads of ${pair}`).toBeGreaterThan(10);
    }
  });
});
