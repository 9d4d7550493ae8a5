import { describe, expect, test } from 'vitest';
import { goldenPair } from '../testing/goldenPair.ts';
import { aligningField, scalePoints } from './alignment.ts';
import type { KeyPoints } from './keyPoints.ts';
import { coincidingPoints, judge, qualityOf, worst } from './quality.ts';

const { photo, cartoon } = goldenPair;
const { width, height } = photo.raster;
const origin = scalePoints(cartoon.points, cartoon.raster, photo.raster);

const measure = (own: KeyPoints) =>
  qualityOf(aligningField(own, photo.points, width, height), own, photo.points);

function withPoint(points: KeyPoints, point: number, x: number, y: number): KeyPoints {
  const changed = points.slice();
  changed.set([x, y], point * 2);
  return changed;
}

describe('the figures of an alignment', () => {
  test('are those of no change where nothing moves', () => {
    const quality = measure(photo.points);
    expect(quality.folds).toEqual([]);
    expect(quality.leastArea).toBeCloseTo(1, 6);
    expect(quality.mostArea).toBeCloseTo(1, 6);
    expect(quality.bending).toBeCloseTo(0, 9);
    expect([quality.mostMove, quality.meanMiss]).toEqual([0, expect.closeTo(0, 9)]);
    expect(new Set(Object.values(judge(quality)))).toEqual(new Set(['good']));
  });

  test('tell of small changes, and call them good', () => {
    const quality = measure(origin);
    expect(quality.folds).toEqual([]);
    expect(quality.meanMove).toBeGreaterThan(0.01);
    expect(quality.meanMove).toBeLessThan(quality.mostMove);
    expect(quality.bending).toBeGreaterThan(1);
    expect(judge(quality)).toMatchObject({ folding: 'good', move: 'good' });
  });

  test('show where eyes that have changed places fold the picture', () => {
    const swapped = photo.points.slice();
    for (let point = 36; point < 42; point++) {
      for (const axis of [0, 1]) {
        swapped[point * 2 + axis] = photo.points[(point + 6) * 2 + axis]!;
        swapped[(point + 6) * 2 + axis] = photo.points[point * 2 + axis]!;
      }
    }
    const { folds, leastArea, ...rest } = measure(swapped);
    expect(leastArea).toBeLessThan(0);
    expect(judge({ folds, leastArea, ...rest }).folding).toBe('poor');
    // Around the eyes, not at the border.
    const middle = folds.map((cell) => cell.y + cell.height / 2);
    expect(Math.min(...middle)).toBeGreaterThan(height * 0.2);
    expect(Math.max(...middle)).toBeLessThan(height * 0.8);
  });

  test('do not depend on the size of the pictures', () => {
    const twice = { width: width * 2, height: height * 2 };
    const own = scalePoints(origin, photo.raster, twice);
    const target = scalePoints(photo.points, photo.raster, twice);
    const large = qualityOf(aligningField(own, target, twice.width, twice.height), own, target);
    const small = measure(origin);
    expect(large.meanMove).toBeCloseTo(small.meanMove, 9);
    expect(large.bending / small.bending).toBeGreaterThan(0.8);
    expect(large.bending / small.bending).toBeLessThan(1.5);
  });
});

test('points on top of each other are named', () => {
  expect(coincidingPoints(photo.points)).toBeNull();
  const [x, y] = [photo.points[30 * 2]!, photo.points[30 * 2 + 1]!];
  expect(coincidingPoints(withPoint(photo.points, 33, x + 0.01, y))).toEqual([30, 33]);
});

test('a closed eye and a closed mouth are no fault', () => {
  const closed = [
    [41, 37],
    [66, 62],
  ].reduce(
    (points, [lower, upper]) =>
      withPoint(points, lower!, points[upper! * 2]!, points[upper! * 2 + 1]!),
    photo.points,
  );
  expect(coincidingPoints(closed)).toBeNull();
  expect(
    qualityOf(aligningField(origin, closed, width, height), origin, closed).mostMiss,
  ).toBeLessThan(3);
});

test('points on top of each other do not break the field', () => {
  const [x, y] = [photo.points[30 * 2]!, photo.points[30 * 2 + 1]!];
  const target = withPoint(photo.points, 33, x, y);
  const field = aligningField(origin, target, width, height);
  expect(field.grid.dx.every(Number.isFinite)).toBe(true);
});

test('the worst of several grades counts', () => {
  expect(worst(['good', 'poor', 'fair'])).toBe('poor');
  expect(worst(['good', 'fair'])).toBe('fair');
  expect(worst([])).toBe('good');
});
