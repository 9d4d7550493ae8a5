import { expect, test } from 'vitest';
import { growthPer100 } from './trend.ts';

test('a steady leak is what it gains per 100 photos, whatever was there before', () => {
  const samples = [40, 50, 60, 70].map((photos) => ({ photos, bytes: 30e6 + photos * 20_000 }));
  expect(growthPer100(samples)).toBeCloseTo(2e6);
});

test('ups and downs around one level are no leak', () => {
  const samples = [9e6, 8e6, 8e6, 9e6].map((bytes, index) => ({ photos: index * 10, bytes }));
  expect(growthPer100(samples)).toBeCloseTo(0);
});

test('a single sample has no trend', () => {
  expect(() => growthPer100([{ photos: 10, bytes: 1 }])).toThrow('two different counts');
});
