import { expect, test } from 'vitest';
import { prepareComposition } from '#domain/compose/composition.ts';
import { scaleAffine } from '#domain/picture/geometry.ts';
import { colourAt, headOf, noise, paint, stillField } from '#domain/testing/pictures.ts';
import { maxDifference } from '#domain/testing/golden.ts';
import { Preview } from './preview.ts';

const size = { width: 128, height: 128 };

function previewOf(ownStrength?: number): Preview {
  const composition = prepareComposition({
    photoWidth: size.width,
    photoHeight: size.height,
    outputWidth: size.width,
    outputHeight: size.height,
    scene: paint(size.width, size.height, () => [90, 160, 30]),
    faces: [
      {
        cropFromPhoto: scaleAffine(4, 4),
        displacement: stillField,
        drawing: headOf([200, 40, 90], (x, y) => (Math.hypot(x - 256, y - 256) < 120 ? 1 : 0)),
        ownStrength,
      },
    ],
    texture: { grain: 0, paper: 0 },
  });
  return new Preview(composition, noise(size.width, size.height));
}

const at = async (preview: Preview, strength: number) =>
  await preview.at(strength, async () => undefined);

test('a face keeps its own strength whatever the picture has', async () => {
  const preview = previewOf(0.6);
  const whole = await at(preview, 1);
  const half = await at(preview, 0.5);
  const seen = colourAt(noise(size.width, size.height), 64, 64)[0]!;
  // In the face's middle 60 % of the drawing.
  const expected = seen * 0.4 + 200 * 0.6;
  expect(Math.abs(colourAt(whole, 64, 64)[0]! - expected)).toBeLessThan(3);
  expect(colourAt(half, 64, 64)).toEqual(colourAt(whole, 64, 64));
  // Away from it the picture's.
  expect(colourAt(whole, 2, 2)).toEqual([90, 160, 30, 255]);
  expect(colourAt(half, 2, 2)).not.toEqual(colourAt(whole, 2, 2));
});

test('full strength is the drawing, whoever asked for it first', async () => {
  const preview = previewOf();
  await at(preview, 0.3);
  const later = await at(preview, 1);
  expect(maxDifference(later.data, (await at(previewOf(), 1)).data)).toBe(0);
});
