import { expect, test } from 'vitest';
import { alignFace, templatePoints } from './align.ts';
import { type Affine, applyAffine, composeAffine, invertAffine } from '../picture/geometry.ts';
import { alignment, type Landmarks } from './landmarks.ts';
import { maxDifference } from '../testing/golden.ts';

function face(points: readonly { readonly x: number; readonly y: number }[]): Landmarks<'photo'> {
  const xy = new Float32Array(478 * 2);
  points.forEach(({ x, y }, index) => xy.set([x, y], alignment[index]! * 2));
  return { space: 'photo', xy, z: null };
}

/** By how much a map's coefficients differ from those expected. */
function difference(map: Affine<'photo', 'photo' | 'crop'>, expected: readonly number[]): number {
  return maxDifference([map.a, map.b, map.c, map.d, map.e, map.f], expected);
}

test('the template stands where the framing puts it', () => {
  // (111.78 · 512/288 − 256) · 0.8 + 256, and the eyes 68 px · 512/288 · 0.8 apart.
  expect(templatePoints[0]!.x).toBeCloseTo(210.18, 2);
  expect(templatePoints[0]!.y).toBeCloseTo(246.94, 2);
  expect(templatePoints[1]!.x - templatePoints[0]!.x).toBeCloseTo(96.65, 2);
});

test('a face on the template is left in place', () => {
  expect(difference(alignFace(face(templatePoints)), [1, 0, 0, 1, 0, 0])).toBeLessThan(1e-4);
});

test('a turned, larger, shifted face is brought back', () => {
  const angle = 2;
  const photoFromCrop: Affine<'crop', 'photo'> = {
    a: 3 * Math.cos(angle),
    b: 3 * Math.sin(angle),
    c: -3 * Math.sin(angle),
    d: 3 * Math.cos(angle),
    e: 1500,
    f: 700,
  };
  const cropFromPhoto = alignFace(
    face(templatePoints.map((point) => applyAffine(photoFromCrop, point))),
  );
  expect(
    difference(composeAffine(invertAffine(cropFromPhoto), cropFromPhoto), [1, 0, 0, 1, 0, 0]),
  ).toBeLessThan(1e-4);
  const expected = invertAffine(photoFromCrop);
  expect(cropFromPhoto.a).toBeCloseTo(expected.a, 5);
  expect(cropFromPhoto.c).toBeCloseTo(expected.c, 5);
  expect(cropFromPhoto.e).toBeCloseTo(expected.e, 2);
});

test('a mirrored face is turned and scaled, never mirrored', () => {
  const { a, b, c, d } = alignFace(face(templatePoints.map(({ x, y }) => ({ x: -x, y }))));
  expect(a * d - b * c).toBeGreaterThan(0);
});

test('points that coincide cannot be aligned', () => {
  expect(() => alignFace(face([]))).toThrow(RangeError);
});
