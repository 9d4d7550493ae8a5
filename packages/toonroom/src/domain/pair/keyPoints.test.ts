import { expect, test } from 'vitest';
import { cropLandmarks, goldenCases } from '../testing/golden.ts';
import { features, keyPointCount, keyPointsOf, mirrorOf, placeOf, pointsOf } from './keyPoints.ts';

const face = keyPointsOf(cropLandmarks(goldenCases[0]!.landmarks).xy);
const all = Array.from({ length: keyPointCount }, (_, point) => point);

test('a face has 68 of them, each in one feature', () => {
  expect(face).toHaveLength(136);
  expect(features.flatMap(pointsOf)).toEqual(all);
  expect(all.map((point) => pointsOf(placeOf(point).feature)[placeOf(point).place])).toEqual(all);
});

test('they lie where their names say', () => {
  const x = (point: number): number => face[point * 2]!;
  const y = (point: number): number => face[point * 2 + 1]!;
  expect([x(36) < x(39), x(39) < x(42), x(42) < x(45)]).toEqual([true, true, true]);
  expect([y(27) < y(30), y(30) < y(51), y(51) < y(57), y(57) < y(8)]).toEqual([
    true,
    true,
    true,
    true,
  ]);
});

test('opposite points lie opposite each other', () => {
  expect(all.map((point) => mirrorOf(mirrorOf(point)))).toEqual(all);
  const middle = face[27 * 2]!;
  const eyes = face[45 * 2]! - face[36 * 2]!;
  for (const point of all) {
    const partner = mirrorOf(point);
    const [own, other] = [face[point * 2]! - middle, face[partner * 2]! - middle];
    expect(Math.abs(own + other)).toBeLessThan(eyes * 0.06);
    expect(Math.abs(face[point * 2 + 1]! - face[partner * 2 + 1]!)).toBeLessThan(eyes * 0.06);
  }
});
