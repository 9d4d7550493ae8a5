import { expect, test } from 'vitest';
import { bendingEnergy, fitThinPlate, thinPlateAt } from './thinPlate.ts';

const square = Float64Array.of(0, 0, 10, 0, 0, 10, 10, 10, 4, 6);
const valueAt = (spline: ReturnType<typeof fitThinPlate>, x: number, y: number): number[] => {
  const out = new Float64Array(2);
  thinPlateAt(spline, x, y, out);
  return [...out];
};

test('passes through its values, and near them where it is smoothed', () => {
  const values = Float64Array.of(1, 0, 0, 2, 3, 0, 0, 0, 5, 5);
  const exact = fitThinPlate(square, values, 0);
  expect(valueAt(exact, 4, 6)[0]).toBeCloseTo(5, 9);
  expect(valueAt(exact, 0, 10)[0]).toBeCloseTo(3, 9);
  const smooth = fitThinPlate(square, values, 20);
  expect(valueAt(smooth, 4, 6)[0]).toBeLessThan(4.9);
  expect(bendingEnergy(smooth)).toBeLessThan(bendingEnergy(exact));
});

test('is affine where its values are, and does not bend', () => {
  const values = square.map((_, index) =>
    index % 2 === 0 ? 2 * square[index]! + 1 : square[index - 1]! - square[index]!,
  );
  const spline = fitThinPlate(square, values, 0);
  expect(valueAt(spline, -3, 20)).toEqual([expect.closeTo(-5, 9), expect.closeTo(-23, 9)]);
  expect(bendingEnergy(spline)).toBeCloseTo(0, 9);
});

test('bends as much as its second derivatives say', () => {
  const values = Float64Array.of(0, 0, 0, 0, 0, 0, 0, 0, 1, 0);
  const spline = fitThinPlate(square, values, 0);
  const plane = (x: number, y: number): number => valueAt(spline, x, y)[0]!;
  // By differences, over a region beyond which hardly anything is left.
  const [step, reach] = [0.5, 60];
  let integral = 0;
  for (let y = 5 - reach; y < 5 + reach; y += step) {
    for (let x = 5 - reach; x < 5 + reach; x += step) {
      const around = (dx: number, dy: number): number => plane(x + dx * step, y + dy * step);
      const xx = around(1, 0) - 2 * around(0, 0) + around(-1, 0);
      const yy = around(0, 1) - 2 * around(0, 0) + around(0, -1);
      const xy = (around(1, 1) - around(1, -1) - around(-1, 1) + around(-1, -1)) / 4;
      integral += (xx ** 2 + 2 * xy ** 2 + yy ** 2) / step ** 2;
    }
  }
  expect(integral / bendingEnergy(spline)).toBeGreaterThan(0.95);
  expect(integral / bendingEnergy(spline)).toBeLessThan(1.05);
});

test('points on one line are refused', () => {
  const line = Float64Array.of(0, 0, 1, 1, 2, 2, 3, 3);
  expect(() => fitThinPlate(line, line, 0)).toThrow(RangeError);
});
