import { describe, expect, test } from 'vitest';
import { cropSize } from './align.ts';
import { driftOf, gentleShare, likenessOf, skinOf, skinShift, viewForm } from './fidelity.ts';
import type { Landmarks } from './landmarks.ts';
import { shrinkPlane } from '../picture/plane.ts';
import { cropPlane, paint } from '../testing/pictures.ts';

const face = cropPlane((x, y) => (Math.hypot(x - 256, y - 256) < 150 ? 1 : 0));
/** Two eyes and a mouth on a bright ground, shifted by `dx`. */
const features = (dx: number, ground = 200) =>
  paint(cropSize, cropSize, (x, y) => {
    const near = [
      [190, 210],
      [322, 210],
      [256, 340],
    ].some(([cx, cy]) => Math.hypot(x - cx! - dx, y - cy!) < 24);
    return near ? [40, 30, 30] : [ground, ground - 20, ground - 40];
  });

describe('likeness', () => {
  test('is 1 for the same features, in whatever tone', () => {
    expect(likenessOf(features(0), features(0, 120), face)).toBeGreaterThan(0.99);
  });

  test('falls as features move, and is 0 where there are none', () => {
    const near = likenessOf(features(0), features(10), face);
    const far = likenessOf(features(0), features(40), face);
    expect(near).toBeGreaterThan(far + 0.2);
    expect(near).toBeLessThan(0.95);
    const blank = paint(cropSize, cropSize, () => [120, 120, 120]);
    expect(likenessOf(features(0), blank, face)).toBe(0);
  });
});

describe('skin', () => {
  const names = ['face', 'eye_zone', 'brow_area', 'lips', 'nose'];
  const side = cropSize / 2;
  const form = new Float32Array(names.length * side * side);
  const view = viewForm(form, names, side);
  view('face').data.set(shrinkPlane(face, side, side).data);
  const eyes = features(0);
  view('eye_zone').data.forEach((_, pixel, plane) => {
    const [x, y] = [(pixel % side) * 2, Math.floor(pixel / side) * 2];
    if (eyes.data[(y * cropSize + x) * 4] === 40) plane[pixel] = 1;
    // What the picture shows between two cells of the form.
    if (eyes.data[((y + 1) * cropSize + x + 1) * 4] === 40) plane[pixel] = 1;
  });

  test('is measured away from the features', () => {
    const [lightness] = skinOf(features(0), view)!;
    const [plain] = skinOf(
      paint(cropSize, cropSize, () => [200, 180, 160]),
      view,
    )!;
    expect(lightness).toBeCloseTo(plain, 5);
  });

  test('too little of it is no measure', () => {
    expect(
      skinOf(features(0), viewForm(new Float32Array(form.length), names, side)),
    ).toBeUndefined();
    expect(skinShift(undefined, [50, 0, 0])).toEqual({ skinDeltaE: 0, skinLightening: 0 });
  });

  test('only dark skin is watched for lightening', () => {
    expect(skinShift([30, 10, 12], [50, 10, 12])).toEqual({ skinDeltaE: 20, skinLightening: 20 });
    expect(skinShift([70, 10, 12], [90, 10, 12]).skinLightening).toBe(0);
  });
});

test('drift is the mean distance of features, unless they are somebody else’s', () => {
  const at = (shift: number): Landmarks<'crop'> => ({
    space: 'crop',
    xy: Float32Array.from({ length: 478 * 2 }, (_, index) => index + shift * (index % 2)),
    z: null,
  });
  expect(driftOf(at(0), at(0))).toBe(0);
  expect(driftOf(at(9.7), at(0))).toBeCloseTo(0.1, 3);
  expect(driftOf(at(150), at(0))).toBeUndefined();
});

describe('easing', () => {
  const limits = { likeness: 0.5, skinDeltaE: 30, skinLightening: 12, drift: 0.1 };
  const fine = { likeness: 0.8, skinDeltaE: 12, skinLightening: 4, drift: 0.03 };

  test('is nothing within the limits', () => {
    expect(gentleShare(fine, limits)).toBe(1);
    const { drift: _, ...unseen } = fine;
    expect(gentleShare(unseen, limits)).toBe(1);
  });

  test.each([
    [{ likeness: 0.4 }, 0.8],
    [{ likeness: -0.3 }, 0.5],
    [{ skinDeltaE: 40 }, 0.75],
    [{ skinLightening: 16 }, 0.75],
    [{ drift: 0.125 }, 0.8],
    [{ drift: 2 }, 0.5],
  ])('with %j leaves %d of the strength', (worse, left) => {
    expect(gentleShare({ ...fine, ...worse }, limits)).toBeCloseTo(left, 6);
  });
});
