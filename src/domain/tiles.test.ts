import { describe, expect, test } from 'vitest';

import { packPhoto } from './tensor.ts';
import { maxDifference } from './testing/golden.ts';
import { cutRaster, noise } from './testing/pictures.ts';
import { createTileBlender, planTiles } from './tiles.ts';

describe.each([
  [1, 1],
  [20, 512],
  [512, 512],
  [513, 700],
  [960, 961],
  [1024, 683],
  [1500, 30],
])('%i × %i px', (width, height) => {
  const tiles = planTiles(width, height, 512, 64);

  test('weights sum to 1 at each pixel', () => {
    const sums = new Float64Array(width * height);
    for (const tile of tiles) {
      tile.rowWeights.forEach((rowWeight, row) =>
        tile.columnWeights.forEach((columnWeight, column) => {
          sums[(tile.y + row) * width + tile.x + column]! += rowWeight * columnWeight;
        }),
      );
    }
    expect(maxDifference(sums, new Float64Array(sums.length).fill(1))).toBeLessThan(1e-6);
  });

  test('tiles lie inside, are no larger than asked for, and neighbours overlap', () => {
    for (const { x, y, width: tileWidth, height: tileHeight } of tiles) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(x + tileWidth).toBeLessThanOrEqual(width);
      expect(y + tileHeight).toBeLessThanOrEqual(height);
      expect(Math.max(tileWidth, tileHeight)).toBeLessThanOrEqual(512);
    }
    const starts = [...new Set(tiles.map(({ x }) => x))];
    starts.slice(1).forEach((start, index) => {
      expect(starts[index]! + 512 - start).toBeGreaterThanOrEqual(64);
    });
  });
});

test('a picture cut into tiles and blended again is itself', () => {
  const picture = noise(150, 90);
  const blender = createTileBlender(150, 90);
  for (const tile of planTiles(150, 90, 64, 16)) {
    const part = cutRaster(picture, tile.x, tile.y, tile.width, tile.height);
    const drawing = new Float32Array(tile.width * tile.height * 4);
    drawing.set(packPhoto(part));
    blender.add(tile, drawing, tile.width, tile.height);
  }
  expect(blender.toRaster().data).toEqual(picture.data);
});

test('sizes that make no tiles are refused', () => {
  expect(() => planTiles(0, 5, 512, 64)).toThrow(RangeError);
  expect(() => planTiles(5, 5, 64, 64)).toThrow(RangeError);
});
