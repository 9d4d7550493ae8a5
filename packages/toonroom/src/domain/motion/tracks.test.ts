import { expect, it } from 'vitest';
import { findAgain, matchBoxes, overlapOf } from './tracks.ts';

const box = (x: number, y = 0, side = 100) => ({ x, y, width: side, height: side });

it('continues each face by the box that covers it best', () => {
  expect(matchBoxes([box(0), box(300)], [box(310), box(5), box(600)])).toEqual([1, 0, undefined]);
});

it('gives a face to one box only', () => {
  expect(matchBoxes([box(0)], [box(20), box(2)])).toEqual([undefined, 0]);
});

it('measures what two boxes share', () => {
  expect(overlapOf(box(0), box(0))).toBe(1);
  expect(overlapOf(box(0), box(50))).toBeCloseTo(1 / 3);
  expect(overlapOf(box(0), box(100))).toBe(0);
});

it('knows people again by their colours', () => {
  const anna = { id: 3, palette: Float32Array.of(0.8, 0.6, 0.5, 0.1) };
  const ben = { id: 5, palette: Float32Array.of(0.4, 0.3, 0.2, 0.9) };
  expect(findAgain([anna, ben], Float32Array.of(0.42, 0.3, 0.22, 0.88))).toBe(ben);
  expect(findAgain([anna, ben], Float32Array.of(0, 1, 0, 1))).toBeUndefined();
  expect(findAgain([], anna.palette)).toBeUndefined();
});
