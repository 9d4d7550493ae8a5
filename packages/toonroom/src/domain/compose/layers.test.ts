import { expect, test } from 'vitest';
import { cropSize } from '../face/align.ts';
import { scaleAffine } from '../picture/geometry.ts';
import { keepLayers, type Layers, sceneLayers, warpedLayers } from './layers.ts';
import { sceneGrid } from '../picture/paintGrid.ts';
import { fieldOf, stillField } from '../testing/pictures.ts';

/** Two channels: `at`, and what it leaves. */
function layersOf(side: number, at: (x: number, y: number) => number): Layers {
  const area = side * side;
  const data = new Float32Array(2 * area);
  for (let pixel = 0; pixel < area; pixel++) {
    const share = at((pixel % side) + 0.5, Math.floor(pixel / side) + 0.5);
    data[pixel] = share;
    data[area + pixel] = 1 - share;
  }
  return keepLayers({ data, dims: [1, 2, side, side] });
}

test('the layers of a head follow the warp, at any size', () => {
  const layers = layersOf(256, (x) => x / 256);
  const cropFromPhoto = scaleAffine<'photo', 'crop'>(2, 2);
  const warp = { cropFromPhoto, displacement: fieldOf(() => [64, 0]) };
  const still = warpedLayers(
    { layers, cropFromPhoto },
    [{ ...warp, displacement: stillField }],
    96,
  );
  const moved = warpedLayers({ layers, cropFromPhoto }, [warp], 96);
  expect(moved.dims).toEqual([1, 2, 96, 96]);
  const cell = 40 * 96 + 30;
  expect(still.data[cell]).toBeCloseTo(30.5 / 96, 2);
  // 64 crop px are an eighth of the crop.
  expect(moved.data[cell]).toBeCloseTo(30.5 / 96 + 1 / 8, 2);
  expect(moved.data[cell]! + moved.data[96 * 96 + cell]!).toBeCloseTo(1, 6);
});

test('a scene has the layers of its heads where those lie', () => {
  const photo = { width: 1280, height: 640 };
  const grid = sceneGrid(1280, 640);
  const cropFromPhoto = scaleAffine<'photo', 'crop'>(2, 2, -200, -200);
  const head = { layers: layersOf(256, () => 1), cropFromPhoto };
  const { data, dims } = sceneLayers(
    layersOf(64, () => 0.2),
    [head],
    grid,
    photo,
  );
  expect(dims).toEqual([1, 2, grid.rows, grid.columns]);
  const at = (x: number, y: number): number =>
    data[Math.floor(y / grid.cellPx) * grid.columns + Math.floor(x / grid.cellPx)]!;
  const middle = 100 + cropSize / 4;
  expect(at(middle, middle)).toBeCloseTo(1, 2);
  expect(at(40, 40)).toBeCloseTo(0.2, 2);
  const edge = at(100 + 12, middle);
  expect(edge).toBeGreaterThan(0.4);
  expect(edge).toBeLessThan(0.8);
});
