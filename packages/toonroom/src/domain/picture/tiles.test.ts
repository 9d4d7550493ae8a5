import { describe, expect, test } from 'vitest';
import { planTiles } from './tiles.ts';

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

test('sizes that make no tiles are refused', () => {
  expect(() => planTiles(0, 5, 512, 64)).toThrow(RangeError);
  expect(() => planTiles(5, 5, 64, 64)).toThrow(RangeError);
});
