import { expect, test } from 'vitest';
import { goldenPair } from '../testing/goldenPair.ts';
import { maxDifference } from '../testing/golden.ts';
import { pointsOf } from './keyPoints.ts';
import { guessPoints, midlineOf, movePoints, turnPoints, within } from './moving.ts';

const { points, raster } = goldenPair.photo;
const at = (of: Float64Array, point: number): readonly [number, number] => [
  of[point * 2]!,
  of[point * 2 + 1]!,
];
const away = (of: Float64Array, point: number): readonly [number, number] => [
  of[point * 2]! - points[point * 2]!,
  of[point * 2 + 1]! - points[point * 2 + 1]!,
];

test('a point moves by itself, or its partner the mirrored way', () => {
  const alone = movePoints(points, [36], { x: -3, y: 1 }, false);
  expect(away(alone, 36)).toEqual([expect.closeTo(-3), expect.closeTo(1)]);
  expect(away(alone, 45)).toEqual([0, 0]);
  const both = movePoints(points, [36], { x: -3, y: 1 }, true);
  // The face is upright but for a degree or two.
  expect(away(both, 45)[0]).toBeCloseTo(3, 0);
  expect(away(both, 45)[1]).toBeCloseTo(1, 0);
});

test('a turned face is mirrored across its own midline', () => {
  const every = Array.from({ length: 68 }, (_, point) => point);
  const lying = turnPoints(points, every, 1, Math.PI / 2, false);
  const axis = midlineOf(lying);
  expect(axis.x).toBeLessThan(-0.98);
  const moved = movePoints(lying, [36], { x: 0, y: -3 }, true);
  expect(at(moved, 45)[1] - at(lying, 45)[1]).toBeCloseTo(3, 0);
});

test('a point in the middle and both of two partners keep to the way', () => {
  const moved = movePoints(points, [30, 48, 54], { x: 2, y: 0 }, true);
  for (const point of [30, 48, 54]) expect(away(moved, point)).toEqual([expect.closeTo(2), 0]);
});

test('a feature is scaled and turned about its middle, its partner the other way', () => {
  const eye = pointsOf('rightEye');
  const changed = turnPoints(points, eye, 1.5, Math.PI / 2, true);
  const across = (of: Float64Array, a: number, b: number): readonly [number, number] => [
    of[b * 2]! - of[a * 2]!,
    of[b * 2 + 1]! - of[a * 2 + 1]!,
  ];
  const [before, after] = [across(points, 36, 39), across(changed, 36, 39)];
  expect(after[0]).toBeCloseTo(-1.5 * before[1], 6);
  expect(after[1]).toBeCloseTo(1.5 * before[0], 6);
  // Clockwise from right to left, against it from left to right.
  expect(across(changed, 42, 45)[1]).toBeLessThan(0);
  expect(away(changed, 30)).toEqual([0, 0]);
});

test('nothing leaves the picture', () => {
  const out = within(movePoints(points, [8], { x: 1000, y: -1000 }, false), 84, 76);
  expect(at(out, 8)).toEqual([84, 0]);
});

test('a cartoon without a face gets the photo’s points, as large as they fit', () => {
  const same = guessPoints(points, raster, raster);
  expect(maxDifference(same, points)).toBeLessThan(1e-9);
  const wide = guessPoints(points, raster, { width: 84 * 4, height: 76 * 2 });
  const eyes = (of: Float64Array): number => at(of, 45)[0] - at(of, 36)[0];
  expect(eyes(wide)).toBeCloseTo(2 * eyes(points), 6);
  expect(at(wide, 30)[0]).toBeCloseTo(168 + 2 * (at(points, 30)[0] - 42), 6);
});
