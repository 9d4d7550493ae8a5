import { expect, test } from 'vitest';
import { blurPlane, samplePlane, shrinkPlane } from './plane.ts';

const plane = { width: 3, height: 2, data: Float32Array.of(0, 1, 2, 4, 5, 6) };

test('sampling is bilinear and repeats the edge', () => {
  expect(samplePlane(plane, 0.5, 0.5)).toBe(0);
  expect(samplePlane(plane, 2, 1)).toBe(3.5);
  expect(samplePlane(plane, 9, -9)).toBe(2);
});

test('shrinking averages areas', () => {
  expect([...shrinkPlane(plane, 1, 2).data]).toEqual([1, 5]);
  expect([...shrinkPlane(plane, 3, 1).data]).toEqual([2, 3, 4]);
  expect(() => shrinkPlane(plane, 4, 2)).toThrow(RangeError);
});

test('blurring keeps a constant and spreads a point twice over its square', () => {
  const grey = blurPlane({ width: 4, height: 3, data: new Float32Array(12).fill(0.25) }, 2);
  for (const value of grey.data) expect(value).toBeCloseTo(0.25, 6);
  const point = new Float32Array(81);
  point[40] = 81;
  const blurred = blurPlane({ width: 9, height: 9, data: point }, 1);
  // The weights of two boxes of three are 1 2 3 2 1 (of 9) along each side.
  expect(blurred.data[40]).toBeCloseTo(9, 5);
  expect(blurred.data[42]).toBeCloseTo(3, 5);
  expect(blurred.data[43]).toBeCloseTo(0, 5);
});
