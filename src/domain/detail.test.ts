import { expect, test } from 'vitest';
import { detailOf } from './detail.ts';
import { paint } from './testing/pictures.ts';

const edge = paint(64, 48, (x) => (x < 32 ? [40, 40, 40] : [200, 200, 200]));

test('a drawing follows the photo at edges that both have', () => {
  const drawing = paint(64, 48, (x) => (x < 32 ? [90, 90, 90] : [250, 250, 250]));
  const { gain, low } = detailOf(edge, drawing);
  expect(low.data[0]).toBeCloseTo(40, 3);
  expect(gain.data[24 * 64 + 32]).toBeGreaterThan(0.9);
  expect(gain.data[24 * 64 + 4]).toBeLessThan(0.05);
});

test('what the drawing left out does not come back', () => {
  const flat = paint(64, 48, () => [120, 130, 90]);
  const { gain } = detailOf(edge, flat);
  expect(Math.max(...gain.data)).toBeLessThan(0.01);
});

test('where the drawing turns light into dark, the photo’s detail is left out', () => {
  const negative = paint(64, 48, (x) => (x < 32 ? [220, 220, 220] : [30, 30, 30]));
  expect(Math.max(...detailOf(edge, negative).gain.data)).toBe(0);
});
