import { describe, expect, test } from 'vitest';
import {
  headGrid,
  mostStripArea,
  type PaintGrid,
  plainGrid,
  sceneGrid,
  stripsOf,
  tilesOf,
} from './paintGrid.ts';

const grids: readonly (readonly [string, PaintGrid])[] = [
  ['a thumbnail', plainGrid(192)],
  ['a tiny scene', sceneGrid(40, 30)],
  ['a preview', sceneGrid(1280, 853)],
  ['a portrait', sceneGrid(853, 1280, 1150)],
  ['an upright preview', sceneGrid(961, 1280)],
  ['an odd size', sceneGrid(1999, 1)],
  ['a photo of 12 megapixels', sceneGrid(4000, 3000)],
  ['the largest', sceneGrid(4096, 4096)],
  ['a head of a group', headGrid(60)],
  ['a head', headGrid(705)],
  ['a head in tiles', headGrid(1025)],
  ['a head of 2,000 px', headGrid(2000)],
  ['a head that fills a large photo', headGrid(4240)],
  ['a head between whole px', headGrid(4200)],
  ['the largest head', headGrid(9000)],
];

const cuts = grids.flatMap(([name, grid]) => [
  [name, 'tiles', grid, tilesOf(grid)] as const,
  [name, 'strips', grid, stripsOf(grid)] as const,
]);

describe.each(cuts)('%s in %s', (_name, _cut, grid, tiles) => {
  test('tiles are whole cells in whole px, multiples of 16 and of bounded size', () => {
    for (const { cells, px } of tiles) {
      expect([px.width % 16, px.height % 16]).toEqual([0, 0]);
      expect(Number.isInteger(px.x) && Number.isInteger(px.y)).toBe(true);
      expect(px.width * px.height).toBeLessThanOrEqual(mostStripArea);
      expect([grid.columns % 32, grid.rows % 32]).toEqual([0, 0]);
      expect(cells.x + cells.width).toBeLessThanOrEqual(grid.columns);
      expect(cells.y + cells.height).toBeLessThanOrEqual(grid.rows);
    }
  });

  test('inner parts cover the picture once', () => {
    const area = tiles.reduce((sum, { inner }) => sum + inner.width * inner.height, 0);
    expect(area).toBe(grid.width * grid.height);
    const corners = new Set(tiles.map(({ inner }) => `${inner.x} ${inner.y}`));
    expect(corners.size).toBe(tiles.length);
  });

  test('where tiles meet, each knows enough of the other', () => {
    const margins = tiles.flatMap(({ px, inner }) => {
      const [right, bottom] = [inner.x + inner.width, inner.y + inner.height];
      return [
        inner.x > 0 ? inner.x - px.x : Infinity,
        inner.y > 0 ? inner.y - px.y : Infinity,
        right < grid.width ? px.x + px.width - right : Infinity,
        bottom < grid.height ? px.y + px.height - bottom : Infinity,
      ];
    });
    expect(Math.min(...margins)).toBeGreaterThanOrEqual(Math.min(16, 8 * grid.cellPx));
  });
});

test('strips are as wide as a preview', () => {
  const grid = sceneGrid(1280, 960);
  expect(tilesOf(grid)).toHaveLength(6);
  expect(stripsOf(grid).map(({ px }) => px.width)).toEqual([1280, 1280]);
  expect(stripsOf(sceneGrid(4000, 3000))).toEqual(tilesOf(sceneGrid(4000, 3000)));
});

test('a scene is as coarse as its largest head, within bounds', () => {
  expect(sceneGrid(1280, 960, 600).cellPx).toBe(sceneGrid(1280, 960).cellPx);
  expect(sceneGrid(1280, 960, 1024)).toMatchObject({ cellPx: 4 });
  expect(headGrid(1024).cellPx).toBe(4);
  expect(sceneGrid(1280, 960, 3000)).toMatchObject({ cellPx: 6 });
  expect(sceneGrid(40, 30, 3000).cellPx).toBe(2);
});

test('a painting is as large as was asked for, and its line grid no larger than it must be', () => {
  expect(sceneGrid(1280, 960)).toMatchObject({ columns: 320, rows: 256, cellPx: 4 });
  expect(headGrid(700)).toMatchObject({ columns: 256, width: 704 });
  expect(headGrid(130)).toMatchObject({ columns: 128, width: 144 });
  expect(headGrid(1030)).toMatchObject({ columns: 256, width: 1152, cellPx: 4.5 });
});
