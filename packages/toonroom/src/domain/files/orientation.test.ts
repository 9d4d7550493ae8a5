import { describe, expect, test } from 'vitest';
import { applyAffine } from '../picture/geometry.ts';
import { orient, orientedSize, type Orientation, turnRight } from './orientation.ts';
import { noise } from '../testing/pictures.ts';

// The upright photo, 3 × 2:   a b c      and how a camera stores it for each orientation.
//                             d e f
const upright = ['abc', 'def'];
const stored: Record<Orientation, readonly string[]> = {
  1: ['abc', 'def'],
  2: ['cba', 'fed'],
  3: ['fed', 'cba'],
  4: ['def', 'abc'],
  5: ['ad', 'be', 'cf'],
  6: ['cf', 'be', 'ad'],
  7: ['fc', 'eb', 'da'],
  8: ['da', 'eb', 'fc'],
};

describe.each([1, 2, 3, 4, 5, 6, 7, 8] as const)('orientation %i', (orientation) => {
  const rows = stored[orientation];
  const width = rows[0]!.length;
  const height = rows.length;

  test('gives the upright size', () => {
    expect(orientedSize(width, height, orientation)).toEqual({ width: 3, height: 2 });
  });

  test('brings each stored pixel to its upright place', () => {
    const map = orient(orientation, width, height);
    const photo = [
      ['', '', ''],
      ['', '', ''],
    ];
    rows.forEach((row, y) => {
      Array.from(row).forEach((letter, x) => {
        const centre = applyAffine(map, { x: x + 0.5, y: y + 0.5 });
        photo[centre.y - 0.5]![centre.x - 0.5] = letter;
      });
    });
    expect(photo.map((row) => row.join(''))).toEqual(upright);
  });
});

test('turnRight brings every pixel where its map says', () => {
  const raster = noise(5, 3);
  for (const turns of [1, 2, 3] as const) {
    const { raster: turned, turnedFromRaster } = turnRight(raster, turns);
    expect(turned.width).toBe(turns === 2 ? 5 : 3);
    for (let pixel = 0; pixel < 15; pixel++) {
      const at = { x: (pixel % 5) + 0.5, y: Math.floor(pixel / 5) + 0.5 };
      const { x, y } = applyAffine(turnedFromRaster, at);
      const to = Math.floor(y) * turned.width + Math.floor(x);
      const colour = raster.data.slice(pixel * 4, pixel * 4 + 4);
      expect(turned.data.slice(to * 4, to * 4 + 4)).toEqual(colour);
    }
  }
  // A quarter turn to the right takes the first row to the last column.
  const { raster: once } = turnRight(raster, 1);
  expect(once.data.slice(2 * 4, 3 * 4)).toEqual(raster.data.slice(0, 4));
});
