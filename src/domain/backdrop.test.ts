import { expect, test } from 'vitest';
import { blurredBackdrop, plainBackdrop } from './backdrop.ts';
import { createPlane } from './raster.ts';
import { colourAt, paint } from './testing/pictures.ts';

test('a plain background runs from its first colour to its second', () => {
  const raster = plainBackdrop(['#ff8000', '#102030']);
  expect(colourAt(raster, 0, 0)).toEqual([255, 128, 0, 255]);
  expect(colourAt(raster, 1, raster.height - 1)).toEqual([16, 32, 48, 255]);
});

test('a blurred background keeps nothing of the people', () => {
  const scene = paint(300, 200, (x) => (x < 150 ? [255, 0, 0] : [0, 0, x % 2 === 0 ? 200 : 100]));
  const people = createPlane(300, 200);
  for (let pixel = 0; pixel < people.data.length; pixel++) {
    people.data[pixel] = pixel % 300 < 150 ? 1 : 0;
  }
  const blurred = blurredBackdrop(scene, people);
  expect(Math.max(blurred.width, blurred.height)).toBe(96);
  const middle = colourAt(blurred, 50, 32);
  expect(middle[0]).toBeLessThan(12);
  expect(Math.abs(middle[2]! - 150)).toBeLessThan(12);
});
