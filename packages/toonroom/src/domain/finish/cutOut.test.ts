import { describe, expect, it } from 'vitest';
import type { Box } from '../picture/geometry.ts';
import { createRaster, type Raster } from '../picture/raster.ts';
import { keptPart, visibleBox, withKept } from './cutOut.ts';

function picture(width: number, height: number, boxes: readonly (Box & { colour: number })[]) {
  const raster = createRaster(width, height);
  for (const { x, y, width: across, height: down, colour } of boxes) {
    for (let row = y; row < y + down; row++) {
      for (let column = x; column < x + across; column++) {
        raster.data.set([colour, colour, colour, 255], (row * width + column) * 4);
      }
    }
  }
  return raster;
}

const cut = (whole: Raster, faces: Parameters<typeof keptPart>[1], person: number | null) =>
  withKept(whole, keptPart(whole, faces, person), { x: 0, y: 0, ...whole }, whole);
const alphaAt = (raster: Raster, x: number, y: number) =>
  raster.data[(y * raster.width + x) * 4 + 3]!;

describe('what is cut out', () => {
  it('of everybody is all but specks', () => {
    const whole = picture(200, 200, [
      { x: 40, y: 40, width: 100, height: 160, colour: 90 },
      { x: 180, y: 20, width: 8, height: 8, colour: 90 },
    ]);
    const faces = [{ faceId: 0, box: { x: 70, y: 50, width: 40, height: 40 } }];
    const result = cut(whole, faces, null);
    expect(alphaAt(result, 90, 180)).toBe(255);
    expect(alphaAt(result, 184, 24)).toBe(0);
    expect(visibleBox(result)).toEqual({ x: 40, y: 40, width: 100, height: 160 });
  });

  it('of one who stands beside another is theirs, up to where their colours end', () => {
    const whole = picture(200, 200, [
      { x: 10, y: 40, width: 110, height: 160, colour: 60 },
      { x: 120, y: 40, width: 70, height: 160, colour: 200 },
    ]);
    const faces = [
      { faceId: 3, box: { x: 30, y: 50, width: 40, height: 40 } },
      { faceId: 5, box: { x: 140, y: 50, width: 40, height: 40 } },
    ];
    const left = cut(whole, faces, 3);
    const right = cut(whole, faces, 5);
    expect(alphaAt(left, 100, 120)).toBe(255);
    expect(alphaAt(left, 135, 120)).toBe(0);
    expect(alphaAt(right, 135, 120)).toBe(255);
    expect(alphaAt(right, 100, 120)).toBe(0);
    // Nothing is lost between them, and nothing is taken twice.
    for (let x = 12; x < 188; x += 4) {
      expect(alphaAt(left, x, 150) + alphaAt(right, x, 150)).toBeGreaterThan(140);
      expect(alphaAt(left, x, 150) + alphaAt(right, x, 150)).toBeLessThan(400);
    }
  });

  it('of nobody cannot be seen', () => {
    expect(visibleBox(createRaster(20, 20))).toBeNull();
  });
});
