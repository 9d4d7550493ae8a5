import { expect, test } from 'vitest';
import { cropSize } from './align.ts';
import { featherBorder, matchBorder } from './faceLayer.ts';
import { maxDifference } from './testing/golden.ts';
import { colourAt, cropPlane, paint } from './testing/pictures.ts';

test('the mask is 0 on the crop’s border, rises inwards and is the matte inside', () => {
  const mask = featherBorder(cropPlane(() => 0.8));
  const row = (x: number): number => mask.data[256 * cropSize + x]!;
  expect(row(0)).toBeLessThan(0.001);
  expect(row(24)).toBeGreaterThan(row(23));
  expect(row(23)).toBeCloseTo(0.8 * 0.484, 2);
  expect(row(256)).toBeCloseTo(0.8, 6);
  expect(mask.data[0]).toBeLessThan(1e-6);
});

const disc = cropPlane((x, y) =>
  Math.min(1, Math.max(0, (150 - Math.hypot(x - 255.5, y - 255.5)) / 20 + 0.5)),
);
const drawing = paint(cropSize, cropSize, () => [100, 120, 140]);

test('colours meet the scene at the mask’s edge and keep their own inside', () => {
  const scene = paint(cropSize, cropSize, () => [110, 115, 140]);
  const matched = matchBorder(drawing, disc, scene);
  expect(colourAt(matched, 20, 20)).toEqual([110, 115, 140, 255]);
  const [red] = colourAt(matched, 255 - 150, 255) as [number];
  expect(Math.abs(red - 110)).toBeLessThanOrEqual(1);
  expect(colourAt(matched, 255, 255)).toEqual([100, 120, 140, 255]);
});

test('a gap too wide for tone is closed only so far', () => {
  const scene = paint(cropSize, cropSize, () => [255, 120, 0]);
  expect(colourAt(matchBorder(drawing, disc, scene), 20, 20)).toEqual([132, 120, 108, 255]);
});

test('without a partial mask nothing is shifted', () => {
  const scene = paint(cropSize, cropSize, () => [0, 0, 0]);
  const everywhere = cropPlane(() => 1);
  const matched = matchBorder(drawing, everywhere, scene);
  expect(maxDifference(matched.data, drawing.data)).toBe(0);
});
