import { expect, test } from 'vitest';
import { maxAbsDifference, parseSelfTest } from './selfTest.ts';

test('the file’s parts follow each other', () => {
  // size 1: photo 3, guide 2, style 2, drawing 4
  const file = Float32Array.from({ length: 11 }, (_, index) => index);
  const parts = parseSelfTest(file.buffer, 1, 2, 2);
  expect([...parts.photo]).toEqual([0, 1, 2]);
  expect([...parts.guide]).toEqual([3, 4]);
  expect([...parts.style]).toEqual([5, 6]);
  expect([...parts.drawing]).toEqual([7, 8, 9, 10]);
});

test('a file of another length is refused', () => {
  expect(() => parseSelfTest(new ArrayBuffer(40), 1, 2, 2)).toThrow(RangeError);
});

test('the largest difference, which nothing can hide from', () => {
  expect(maxAbsDifference(Float32Array.of(1, 2, 3), Float32Array.of(1, 1.5, 3.25))).toBe(0.5);
  expect(maxAbsDifference(Float32Array.of(1, NaN), Float32Array.of(1, 1))).toBe(Infinity);
  expect(maxAbsDifference(Float32Array.of(1), Float32Array.of(1, 1))).toBe(Infinity);
});
