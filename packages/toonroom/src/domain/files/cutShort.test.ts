import { expect, test } from 'vitest';
import { missingShare } from './cutShort.ts';
import { createRaster } from '../picture/raster.ts';

function greyFrom(row: number) {
  const raster = createRaster(8, 10);
  raster.data.fill(255);
  for (let index = row * 8 * 4; index < raster.data.length; index += 4) {
    raster.data.fill(128, index, index + 3);
  }
  return raster;
}

test('rows of the decoders’ grey at the lower end are missing', () => {
  expect(missingShare(greyFrom(10))).toBe(0);
  expect(missingShare(greyFrom(9))).toBeCloseTo(0.1);
  expect(missingShare(greyFrom(4))).toBeCloseTo(0.6);
  expect(missingShare(greyFrom(0))).toBe(1);
});

test('a row that has one other px is there', () => {
  const raster = greyFrom(5);
  raster.data[(9 * 8 + 3) * 4] = 140;
  expect(missingShare(raster)).toBe(0);
});
