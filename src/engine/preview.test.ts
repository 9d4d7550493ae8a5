import { expect, test } from 'vitest';
import { cropSize } from '#domain/align.ts';
import { prepareComposition } from '#domain/compose.ts';
import { scaleAffine } from '#domain/geometry.ts';
import { cropPlane, noise, paint, stillField } from '#domain/testing/pictures.ts';
import { maxDifference } from '#domain/testing/golden.ts';
import { Preview } from './preview.ts';

const size = { width: 128, height: 128 };

function compositionOf(easing: number) {
  return prepareComposition({
    photoWidth: size.width,
    photoHeight: size.height,
    outputWidth: size.width,
    outputHeight: size.height,
    scene: paint(size.width, size.height, () => [90, 160, 30]),
    faces: [
      {
        cropFromPhoto: scaleAffine(4, 4),
        displacement: stillField,
        drawing: {
          colour: paint(cropSize, cropSize, () => [200, 40, 90]),
          matte: cropPlane((x, y) => (Math.hypot(x - 256, y - 256) < 120 ? 1 : 0)),
        },
        easing,
      },
    ],
    texture: { grain: 0, paper: 0 },
  });
}

const at = async (easing: number, strength: number) => {
  const preview = new Preview(compositionOf(easing), noise(size.width, size.height));
  return await preview.at(strength, async () => undefined);
};

test('a face that is drawn more gently mixes like any other', async () => {
  const preview = new Preview(compositionOf(0.6), noise(size.width, size.height));
  const whole = await preview.at(1, async () => undefined);
  const mixed = await preview.at(0.5, async () => undefined);
  const photo = noise(size.width, size.height);
  // In the face's middle: 60 % of the drawing, then half of that.
  const index = (64 * 128 + 64) * 4;
  const [seen, drawn] = [photo.data[index]!, 200];
  expect(Math.abs(whole.data[index]! - (seen * 0.4 + drawn * 0.6))).toBeLessThan(3);
  expect(Math.abs(mixed.data[index]! - (seen * 0.7 + drawn * 0.3))).toBeLessThan(3);
  // Away from it nothing is eased.
  const corner = whole.data.slice(0, 4);
  expect(corner).toEqual((await at(1, 1)).data.slice(0, 4));
});

test('full strength is the drawing, whoever asked for it first', async () => {
  const preview = new Preview(compositionOf(0.6), noise(size.width, size.height));
  await preview.at(0.3, async () => undefined);
  const later = await preview.at(1, async () => undefined);
  expect(maxDifference(later.data, (await at(0.6, 1)).data)).toBe(0);
});
