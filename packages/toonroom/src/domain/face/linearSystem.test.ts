import { expect, test } from 'vitest';
import { solveInPlace } from './linearSystem.ts';

test('a system that needs pivoting, for two right-hand sides', () => {
  // 0x + 2y = 4, 3x + y = 5 → (1, 2); and = 2, 4 → (1, 1)
  const matrix = Float64Array.of(0, 2, 3, 1);
  const first = Float64Array.of(4, 5);
  const second = Float64Array.of(2, 4);
  solveInPlace(matrix, [first, second]);
  expect([...first, ...second]).toEqual([1, 2, 1, 1]);
});

test('a singular system is refused', () => {
  const sides = [Float64Array.of(1, 2)];
  expect(() => solveInPlace(Float64Array.of(1, 2, 2, 4), sides)).toThrow(RangeError);
});
