import { expect, test } from 'vitest';
import { displacementAt } from '../face/displacement.ts';
import { maxDifference } from '../testing/golden.ts';
import { goldenPair } from '../testing/goldenPair.ts';
import { alignCartoon, aligningField, scalePoints, shrinkToFit } from './alignment.ts';

const { photo, cartoon, aligned } = goldenPair;
const { width, height } = photo.raster;
const origin = scalePoints(cartoon.points, cartoon.raster, photo.raster);

test("the field is the training code's", () => {
  const { grid } = aligningField(origin, photo.points, width, height);
  const out = new Float64Array(2);
  const places = goldenPair.field.map((_, index) => {
    const [x, y] = [((index * 7) % width) + 0.5, Math.floor((index * 7) / width) + 0.5];
    displacementAt(grid, (x * (grid.columns - 1)) / width, (y * (grid.rows - 1)) / height, out);
    return [x + out[0]!, y + out[1]!];
  });
  expect(maxDifference(places.flat(), goldenPair.field.flat())).toBeLessThan(1e-4);
});

test("the aligned cartoon has the training code's pixels", () => {
  const field = aligningField(origin, photo.points, width, height);
  const made = alignCartoon(shrinkToFit(cartoon.raster, width, height), field);
  expect([made.width, made.height]).toEqual([width, height]);
  expect(maxDifference(made.data, aligned.data)).toBeLessThanOrEqual(1);
  // It moves something.
  expect(maxDifference(made.data, photo.raster.data)).toBeGreaterThan(50);
});

test('a cartoon that lies on its photo stays as it is', () => {
  const field = aligningField(photo.points, photo.points, width, height);
  const made = alignCartoon(shrinkToFit(photo.raster, width, height), field);
  expect(maxDifference(made.data, photo.raster.data)).toBe(0);
});

test('the border stays where it is', () => {
  const { grid } = aligningField(origin, photo.points, width, height);
  for (const corner of [0, grid.columns - 1, grid.dx.length - 1]) {
    expect(Math.hypot(grid.dx[corner]!, grid.dy[corner]!)).toBeLessThan(0.2);
  }
});
