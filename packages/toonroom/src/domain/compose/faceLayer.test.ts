import { describe, expect, test } from 'vitest';
import { cropSize } from '../face/align.ts';
import { atCropSize, featherAt, featherMask, fitLayer, spareFeatures } from './faceLayer.ts';
import { scaleAffine } from '../picture/geometry.ts';
import type { Plane } from '../picture/raster.ts';
import { cropPlane, headOf, stillField } from '../testing/pictures.ts';

test('a head may cover its crop but for the border, where it fades in', () => {
  const mask = featherMask();
  const row = (x: number): number => mask.data[256 * cropSize + x]!;
  expect(row(0)).toBeLessThan(0.001);
  expect(row(24)).toBeGreaterThan(row(23));
  expect(row(23)).toBeCloseTo(0.484, 2);
  expect(row(256)).toBe(1);
  expect(mask.data[0]).toBeLessThan(1e-6);
  expect(featherAt(-3, 256)).toBe(0);
});

test('a drawing of any size is brought to that of the crop', () => {
  for (const side of [128, 512, 1152]) {
    const { width, height, data } = atCropSize(headOf([10, 120, 200], () => 0.4, side));
    expect([width, height]).toEqual([cropSize, cropSize]);
    expect(data.every((value, index) => value === [10, 120, 200, 102][index % 4])).toBe(true);
  }
});

test('what was drawn finer than the output is averaged down to it', () => {
  const face = {
    cropFromPhoto: scaleAffine<'photo', 'crop'>(4, 4),
    displacement: stillField,
    drawing: headOf([90, 160, 30]),
  };
  const sameSize = scaleAffine<'output', 'photo'>(1, 1);
  expect(fitLayer(face, [face], sameSize).drawing).toMatchObject({ width: 128, height: 128 });
  const fine = scaleAffine<'output', 'photo'>(0.2, 0.2);
  expect(fitLayer(face, [face], fine).drawing).toBe(face.drawing);
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
