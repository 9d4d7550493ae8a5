import { describe, expect, test } from 'vitest';
import { cropSize } from './align.ts';
import { featherBorder, matchBorder, spareFeatures } from './faceLayer.ts';
import { scaleAffine } from './geometry.ts';
import { toLab } from './lab.ts';
import type { Plane } from './raster.ts';
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
  const [red] = colourAt(matched, 255 - 150, 255) as [number];
  expect(Math.abs(red - 110)).toBeLessThanOrEqual(1);
  expect(colourAt(matched, 255, 255)).toEqual([100, 120, 140, 255]);
});

test('each side of the edge is matched to its own scene', () => {
  const scene = paint(cropSize, cropSize, (x) => (x < 256 ? [116, 120, 140] : [84, 120, 140]));
  const matched = matchBorder(drawing, disc, scene);
  const [left] = colourAt(matched, 255 - 150, 255) as [number];
  const [right] = colourAt(matched, 256 + 150, 255) as [number];
  expect(Math.abs(left - 116)).toBeLessThanOrEqual(1);
  expect(Math.abs(right - 84)).toBeLessThanOrEqual(1);
});

test('a gap too wide for tone is closed only so far', () => {
  const scene = paint(cropSize, cropSize, () => [255, 120, 0]);
  const [red, green, blue] = colourAt(matchBorder(drawing, disc, scene), 255 - 150, 255);
  const [own, shifted] = [toLab(100, 120, 140), toLab(red!, green!, blue!)];
  // Along each axis by 13, but for what rounding and the edge of sRGB take.
  shifted.forEach((value, axis) => expect(Math.abs(value - own[axis]!)).toBeCloseTo(13, -0.5));
});

test('without a partial mask nothing is shifted', () => {
  const scene = paint(cropSize, cropSize, () => [0, 0, 0]);
  const everywhere = cropPlane(() => 1);
  const matched = matchBorder(drawing, everywhere, scene);
  expect(maxDifference(matched.data, drawing.data)).toBe(0);
});

describe('a neighbour', () => {
  const whole = (): Plane => cropPlane(() => 1);
  const at = (x: number, scale = 1) => scaleAffine<'photo', 'crop'>(scale, scale, -x, 0);
  const value = (mask: Plane, x: number): number => mask.data[270 * cropSize + x]!;

  test('keeps its eyes, nose and mouth', () => {
    const mask = whole();
    spareFeatures(mask, at(0), at(190));
    expect(value(mask, 256 + 190)).toBe(0);
    expect(value(mask, 256)).toBe(1);
    expect(value(mask, 10)).toBe(1);
  });

  test('so near that the cheeks touch leaves no hard edge', () => {
    const mask = whole();
    spareFeatures(mask, at(0), at(190));
    for (let x = 200; x < 500; x++) {
      expect(Math.abs(value(mask, x) - value(mask, x + 1))).toBeLessThan(0.15);
    }
  });

  test('far away changes nothing', () => {
    const mask = whole();
    spareFeatures(mask, at(0), at(800));
    expect(mask.data.every((share) => share === 1)).toBe(true);
  });

  test('that is small spares little', () => {
    const mask = whole();
    spareFeatures(mask, at(0), scaleAffine<'photo', 'crop'>(4, 4, -4 * 400 + 256, -4 * 270 + 256));
    expect(value(mask, 400)).toBe(0);
    expect(value(mask, 340)).toBe(1);
  });
});
