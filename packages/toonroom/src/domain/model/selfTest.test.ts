import { expect, test } from 'vitest';
import { halveTensor, maxDifference, parseSelfTest, repeatTensor } from './selfTest.ts';

const tensors = { photo: [1, 3, 1, 1], palette: [1, 2] };

test('the file’s tensors follow each other', () => {
  const file = Float32Array.from({ length: 5 }, (_, index) => index);
  const stored = parseSelfTest(file.buffer, tensors);
  expect(stored('photo')).toEqual({ data: Float32Array.of(0, 1, 2), dims: [1, 3, 1, 1] });
  expect([...stored('palette').data]).toEqual([3, 4]);
  expect(() => stored('drawing')).toThrow(RangeError);
});

test('a file of another length is refused', () => {
  expect(() => parseSelfTest(new ArrayBuffer(16), tensors)).toThrow(RangeError);
  expect(() => parseSelfTest(new ArrayBuffer(24), tensors)).toThrow(RangeError);
});

test('the largest difference, which nothing can hide from', () => {
  expect(maxDifference(Float32Array.of(1, 0.75, 3), Float32Array.of(1, 0.25, 3.3))).toBe(0.5);
  expect(maxDifference(Float32Array.of(80), Float32Array.of(64))).toBe(0.25);
  expect(maxDifference(Float32Array.of(1, NaN), Float32Array.of(1, 1))).toBe(Infinity);
  expect(maxDifference(Float32Array.of(1), Float32Array.of(1, 1))).toBe(Infinity);
});

test('a repeated tensor is the same in each of its tiles', () => {
  const { data, dims } = repeatTensor(
    { data: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8), dims: [1, 2, 2, 2] },
    2,
  );
  expect(dims).toEqual([1, 2, 4, 4]);
  expect([...data.subarray(0, 8)]).toEqual([1, 2, 1, 2, 3, 4, 3, 4]);
  expect([...data.subarray(16, 20)]).toEqual([5, 6, 5, 6]);
});

test('a halved tensor holds the means of four', () => {
  const { data, dims } = halveTensor({
    data: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 4, 4, 0, 4, 4, 4),
    dims: [1, 2, 2, 4],
  });
  expect(dims).toEqual([1, 2, 1, 2]);
  expect([...data]).toEqual([3.5, 5.5, 1, 4]);
});
