import { expect, test } from 'vitest';
import { Canvas } from './canvas.ts';
import type { Point } from './curves.ts';

const triangle: Point[] = [
  [1.25, 0.5],
  [6, 1.75],
  [2.5, 5.125],
];
const sumOf = (plane: Float32Array): number => plane.reduce((sum, value) => sum + value, 0);

test('a polygon covers exactly its area, whichever way round', () => {
  for (const points of [triangle, triangle.toReversed()]) {
    const canvas = new Canvas(['a'], 0, 0, 8, 8);
    canvas.fill('a', points);
    expect(sumOf(canvas.data)).toBeCloseTo(10.2031, 3);
  }
});

test('a canvas shows its own part of the picture', () => {
  const whole = new Canvas(['a'], 0, 0, 8, 8);
  const part = new Canvas(['a'], 2, 1, 3, 4);
  for (const canvas of [whole, part]) canvas.fill('a', triangle, { softPx: 0.6 });
  for (let row = 0; row < 4; row++) {
    for (let column = 0; column < 3; column++) {
      const expected = whole.data[(row + 1) * 8 + column + 2]!;
      expect(part.data[row * 3 + column]).toBeCloseTo(expected, 5);
    }
  }
});

test('blurring a shape keeps its sum', () => {
  const canvas = new Canvas(['a'], -20, -20, 48, 48);
  canvas.fill('a', triangle, { softPx: 2 });
  expect(sumOf(canvas.data)).toBeCloseTo(10.2031, 2);
});

test('sheets lie over each other, clipped and fading', () => {
  const canvas = new Canvas(['a', 'b'], 0, 0, 4, 4);
  const square: Point[] = [
    [0, 0],
    [4, 0],
    [4, 4],
    [0, 4],
  ];
  canvas.fill('a', square, { opacity: 0.5 });
  canvas.fill('a', square, { opacity: 0.5 });
  expect(canvas.plane('a')[5]).toBeCloseTo(0.75, 6);
  const fade: [Point, Point] = [
    [0, 0],
    [4, 0],
  ];
  canvas.fill('b', square, { within: canvas.plane('a'), fade });
  const [first, , , last] = canvas.plane('b');
  expect(first!).toBeLessThan(0.05);
  expect(last!).toBeGreaterThan(0.7);
});

test('shapes beyond the canvas leave it empty', () => {
  const canvas = new Canvas(['a'], 100, 100, 4, 4);
  canvas.fill('a', triangle, { softPx: 1 });
  canvas.spot('a', [3, 3], [1, 0], [2, 1], 0.5);
  expect(canvas.data.some((value) => value !== 0)).toBe(false);
});
