import { expect, test } from 'vitest';
import { cropSize } from '../face/align.ts';
import { seamOf } from './seamVisibility.ts';
import { cropPlane, paint } from '../testing/pictures.ts';

const even = paint(cropSize, cropSize, () => [120, 120, 120]);
const brighter = paint(cropSize, cropSize, () => [150, 150, 150]);
const mask = cropPlane((x) => Math.min(1, Math.max(0, (x - 250) / 10)));

test('a drawing that meets its scene leaves no seam', () => {
  expect(seamOf(even, even, even, mask)).toBe(0);
  // Equal parts of another tone than the photo's are none either.
  expect(seamOf(even, brighter, brighter, mask)).toBe(0);
});

test('a jump between drawing and scene is a seam of so many levels per px', () => {
  // 30 levels over 10 px.
  expect(seamOf(even, brighter, even, mask)).toBeCloseTo(3, 0);
});

test('an edge that the photo has there too is none', () => {
  const edge = paint(cropSize, cropSize, (x) => {
    const tone = 120 + 100 * Math.min(1, Math.max(0, (x - 250) / 10));
    return [tone, tone, tone];
  });
  expect(Math.abs(seamOf(edge, brighter, even, mask))).toBeLessThan(1);
});
