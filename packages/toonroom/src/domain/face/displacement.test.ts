import { describe, expect, test } from 'vitest';
import { displacementAt, type FaceWarp, sumFields, warpedCrop } from './displacement.ts';
import { type Affine, scaleAffine } from '../picture/geometry.ts';
import type { Raster } from '../picture/raster.ts';
import { maxDifference } from '../testing/golden.ts';
import { colourAt, fieldOf, paint, stillField } from '../testing/pictures.ts';

const linear = fieldOf((x, y) => [x / 8, y / 4]);

test('between nodes the field is bilinear', () => {
  const out = new Float64Array(2);
  displacementAt(linear, 13, 6, out);
  expect([...out]).toEqual([1.625, 1.5]);
  displacementAt(linear, 512, 512, out);
  expect([...out]).toEqual([64, 128]);
});

describe('the displacement of the photo', () => {
  // The crop is the photo turned a quarter, halved and shifted: crop = (y / 2 − 50, 400 − x / 2).
  const cropFromPhoto: Affine<'photo', 'crop'> = { a: 0, b: -0.5, c: 0.5, d: 0, e: -50, f: 400 };
  const constant: FaceWarp = { cropFromPhoto, displacement: fieldOf(() => [3, 5]) };

  const photo: Affine<'photo', 'photo'> = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };

  function displacement(faces: readonly FaceWarp[], x: number, y: number): number[] {
    const out = new Float64Array(2);
    sumFields(faces, photo, photo).at(x, y, out);
    return [...out];
  }

  test('turns and scales with the crop', () => {
    // Crop (3, 5) back in the photo: x = −2 · 5, y = 2 · 3.
    expect(maxDifference(displacement([constant], 300, 400), [-10, 6])).toBeLessThan(1e-9);
  });

  test('is seen from and given in other sizes of the photo', () => {
    const out = new Float64Array(2);
    // Target px are half as many as the photo's, source px three times as many.
    const photoFromTarget = scaleAffine<'output', 'photo'>(2, 2);
    const sourceFromPhoto = scaleAffine<'photo', 'square'>(3, 3, 99, 0);
    sumFields([constant], photoFromTarget, sourceFromPhoto).at(150, 200, out);
    expect(maxDifference(out, [-30, 18])).toBeLessThan(1e-9);
  });

  test('is zero outside the crop and sums over faces', () => {
    expect(displacement([constant], 300, 90)).toEqual([0, 0]);
    expect(displacement([], 300, 400)).toEqual([0, 0]);
    const twice = displacement([constant, constant], 300, 400);
    expect(maxDifference(twice, [-20, 12])).toBeLessThan(1e-9);
  });
});

describe('the crop of the warped photo', () => {
  const ramp = paint(250, 250, (x, y) => [x, y, 0]);
  const cropFromPhoto: Affine<'photo', 'crop'> = { a: 4, b: 0, c: 0, d: 4, e: -200, f: -80 };
  const identity: Affine<'photo', 'photo'> = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };

  /** How far red and green of a pixel are from those expected; rounding leaves up to ½. */
  function offBy(crop: Raster, x: number, y: number, red: number, green: number): number {
    return maxDifference(colourAt(crop, x, y).slice(0, 2), [red, green]);
  }

  test('shows the photo in the crop’s frame', () => {
    const crop = warpedCrop(ramp, identity, cropFromPhoto, []);
    // Crop (200.5, 120.5) is photo (100.125, 50.125); a ramp's value lies half a pixel lower.
    expect(offBy(crop, 200, 120, 99.625, 49.625)).toBeLessThan(0.51);
  });

  test('follows the field, from a part of the photo at another scale too', () => {
    const faces = [{ cropFromPhoto, displacement: fieldOf(() => [20, -8]) }];
    const crop = warpedCrop(ramp, identity, cropFromPhoto, faces);
    // 20 and −8 crop px are 5 and −2 photo px.
    expect(offBy(crop, 200, 120, 104.625, 47.625)).toBeLessThan(0.51);
    const half = paint(100, 100, (x, y) => [2 * x + 51, 2 * y + 21, 0]);
    const partFromPhoto: Affine<'photo', 'photo'> = { a: 0.5, b: 0, c: 0, d: 0.5, e: -25, f: -10 };
    const fromHalf = warpedCrop(half, partFromPhoto, cropFromPhoto, faces);
    // Its pixels' centres lie on odd photo px, whose values are half a pixel higher than the ramp's.
    expect(offBy(fromHalf, 200, 120, 105.125, 48.125)).toBeLessThan(0.51);
  });

  test('can be smaller than the frame', () => {
    const faces = [{ cropFromPhoto, displacement: fieldOf(() => [20, -8]) }];
    const crop = warpedCrop(ramp, identity, cropFromPhoto, faces, 128);
    expect(crop).toMatchObject({ width: 128, height: 128 });
    // Pixel (50, 30) is centred on crop (202, 122): photo (105.5, 48.5), and half a pixel lower.
    expect(offBy(crop, 50, 30, 105, 48)).toBeLessThan(0.51);
  });

  test('feels the field of a neighbour that reaches in', () => {
    const own = { cropFromPhoto, displacement: stillField };
    const shifted: Affine<'photo', 'crop'> = { ...cropFromPhoto, e: -520 };
    const neighbour = { cropFromPhoto: shifted, displacement: fieldOf(() => [40, 0]) };
    const crop = warpedCrop(ramp, identity, cropFromPhoto, [own, neighbour]);
    // Photo x ≥ 130 belongs to the neighbour: its crop's left border is crop x 320 here.
    expect(offBy(crop, 310, 120, 127.125, 49.625)).toBeLessThan(0.51);
    expect(offBy(crop, 330, 120, 142.125, 49.625)).toBeLessThan(0.51);
  });
});
