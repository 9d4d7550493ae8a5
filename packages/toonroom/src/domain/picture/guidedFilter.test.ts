import { expect, test } from 'vitest';
import { guidedFilter } from './guidedFilter.ts';
import { createPlane, type Plane } from './raster.ts';

function planeOf(at: (x: number, y: number) => number): Plane {
  const plane = createPlane(96, 64);
  for (let y = 0; y < 64; y++) {
    for (let x = 0; x < 96; x++) plane.data[y * 96 + x] = at(x, y);
  }
  return plane;
}

test('a soft, misplaced edge snaps to the one that the guide shows', () => {
  const guide = planeOf((x) => (x < 50 ? 0.2 : 0.8));
  const soft = planeOf((x) => Math.min(1, Math.max(0, (x - 38) / 20)));
  const sharp = guidedFilter(guide, soft, 10, 1e-4);
  const row = (plane: Plane): Float32Array => plane.data.subarray(32 * 96, 33 * 96);
  const rise = row(sharp)[50]! - row(sharp)[49]!;
  expect(rise).toBeGreaterThan(0.3);
  expect(row(soft)[50]! - row(soft)[49]!).toBeLessThan(0.06);
});

test('without edges in the guide it only smooths', () => {
  const flat = planeOf(() => 0.5);
  const step = planeOf((x) => (x < 48 ? 0 : 1));
  const smooth = guidedFilter(flat, step, 8, 1e-3);
  expect(smooth.data[32 * 96 + 10]).toBeCloseTo(0, 3);
  expect(smooth.data[32 * 96 + 90]).toBeCloseTo(1, 3);
  expect(smooth.data[32 * 96 + 48]).toBeCloseTo(0.5, 1);
});
