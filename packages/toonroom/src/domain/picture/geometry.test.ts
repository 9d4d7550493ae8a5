import { expect, test } from 'vitest';
import {
  type Affine,
  affineScale,
  applyAffine,
  composeAffine,
  invertAffine,
  mapBox,
  scaleAffine,
} from './geometry.ts';

// A quarter turn clockwise (y points down), twice as large, shifted by (10, 20).
const map: Affine<'photo', 'crop'> = { a: 0, b: 2, c: -2, d: 0, e: 10, f: 20 };

test('a map moves points', () => {
  expect(applyAffine(map, { x: 3, y: 1 })).toEqual({ x: 8, y: 26 });
});

test('composition does the first map first', () => {
  const half = scaleAffine<'output', 'photo'>(0.5, 0.25, 1, 0);
  const both = composeAffine(map, half);
  // (4, 4) → (3, 1) → (8, 26)
  expect(applyAffine(both, { x: 4, y: 4 })).toEqual({ x: 8, y: 26 });
});

test('a map after its inverse leaves every point in place', () => {
  const skewed: Affine<'photo', 'crop'> = { a: 1.5, b: -0.3, c: 0.7, d: 2, e: -7, f: 11 };
  const still = composeAffine(skewed, invertAffine(skewed));
  const expected = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };
  for (const [name, value] of Object.entries(expected)) {
    expect(still[name as keyof typeof expected]).toBeCloseTo(value, 12);
  }
});

test('a flat map has no inverse', () => {
  expect(() => invertAffine({ a: 1, b: 2, c: 2, d: 4, e: 0, f: 0 })).toThrow(RangeError);
});

test('scale and box follow turn and size', () => {
  expect(affineScale(map)).toBe(2);
  expect(mapBox(map, { x: 1, y: 2, width: 3, height: 4 })).toEqual({
    x: -2,
    y: 22,
    width: 8,
    height: 6,
  });
});
