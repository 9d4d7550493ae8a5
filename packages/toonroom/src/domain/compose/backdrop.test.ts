import { expect, test } from 'vitest';
import { blurredBackdrop } from './backdrop.ts';
import { createPlane } from '../picture/raster.ts';
import { colourAt, paint } from '../testing/pictures.ts';

test('a blurred background keeps nothing of the people', () => {
  const scene = paint(300, 200, (x) => (x < 150 ? [255, 0, 0] : [0, 0, x % 2 === 0 ? 200 : 100]));
  const people = createPlane(300, 200);
  for (let pixel = 0; pixel < people.data.length; pixel++) {
    people.data[pixel] = pixel % 300 < 150 ? 1 : 0;
  }
  const blurred = blurredBackdrop(scene, people, 2 / 3);
  expect(Math.max(blurred.width, blurred.height)).toBe(96);
  const middle = colourAt(blurred, 50, 32);
  expect(middle[0]).toBeLessThan(12);
  expect(Math.abs(middle[2]! - 150)).toBeLessThan(12);
});

test('more blur keeps less', () => {
  const scene = paint(800, 400, (x) => (x % 40 < 20 ? [0, 0, 0] : [255, 255, 255]));
  const nobody = createPlane(800, 400);
  const [little, much] = [0, 1].map((amount) => {
    const { data, width } = blurredBackdrop(scene, nobody, amount);
    const row = Array.from({ length: width }, (_, x) => data[x * 4]!);
    // The border repeats its edge.
    const inner = row.slice(4, -4);
    return Math.max(...inner) - Math.min(...inner);
  });
  expect(little).toBeGreaterThan(100);
  expect(much).toBeLessThan(40);
});
