import { expect, test } from 'vitest';
import { simplifyPath } from './simplify.ts';

test('points on a straight way go, its ends and corners stay', () => {
  const straight = Array.from({ length: 50 }, (_, index) => [index / 100, 0.5, 1]).flat();
  expect(simplifyPath(straight, 0.02)).toEqual([0, 0.5, 1, 0.49, 0.5, 1]);
  const corner = [...straight, 0.49, 0.6, 1, 0.49, 0.7, 1];
  expect(simplifyPath(corner, 0.02)).toEqual([0, 0.5, 1, 0.49, 0.5, 1, 0.49, 0.7, 1]);
});

test('a change of pressure stays', () => {
  expect(simplifyPath([0, 0, 0.2, 0.1, 0, 1, 0.2, 0, 0.2], 0.05)).toHaveLength(9);
});

test('a tap is one point or two at one place', () => {
  expect(simplifyPath([0.123456, 0.5, 1], 0.02)).toEqual([0.12346, 0.5, 1]);
});
