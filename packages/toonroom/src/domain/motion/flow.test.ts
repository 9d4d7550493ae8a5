import { expect, it } from 'vitest';
import { isCut } from './cut.ts';
import { flowBetween, flowSize, mixLayers, moveLayers } from './flow.ts';
import { planeOf } from '../picture/plane.ts';

const size = { width: 96, height: 64 };

/** A pattern without repetition, moved by (x, y) px. */
const pattern = (x: number, y: number, brighter = 0) =>
  planeOf(size, (pixel) => {
    const [column, row] = [(pixel % size.width) - x, Math.floor(pixel / size.width) - y];
    const wave = Math.sin(column / 5 + Math.cos(row / 7)) + Math.sin((row * column) / 300);
    return 128 + brighter + 50 * wave;
  });

it('finds how far a picture moved', () => {
  const { x, y } = flowBetween(pattern(0, 0), pattern(5, -3));
  const middle = 4 * 12 + 6;
  expect(x[middle]).toBeCloseTo(5, 1);
  expect(y[middle]).toBeCloseTo(-3, 1);
});

it('finds no motion in one that stays', () => {
  const { x, y } = flowBetween(pattern(0, 0), pattern(0, 0));
  expect(Math.max(...x, ...y)).toBe(0);
});

it('moves layers along', () => {
  const layers = {
    width: 48,
    height: 32,
    channels: 1,
    data: Uint8ClampedArray.from({ length: 48 * 32 }, (_, pixel) => (pixel % 48 < 24 ? 255 : 0)),
  };
  const flow = flowBetween(pattern(0, 0), pattern(6, 0));
  const moved = moveLayers(layers, flow);
  // Six px of 96 are three of 48.
  const row = moved.data.slice(16 * 48, 17 * 48);
  expect(row[25]).toBe(255);
  expect(row[29]).toBe(0);
  expect(moveLayers(layers, flowBetween(pattern(0, 0), pattern(0, 0)))).toBe(layers);
});

it('mixes two sets of layers', () => {
  const layers = (value: number) => ({
    width: 1,
    height: 1,
    channels: 1,
    data: Uint8ClampedArray.of(value),
  });
  expect(mixLayers(layers(100), layers(200), 0.25).data[0]).toBe(125);
});

it('tells a cut from motion and from light', () => {
  const other = planeOf(size, (pixel) => 128 + 90 * Math.sin(pixel / 3));
  expect(isCut(pattern(0, 0), other)).toBe(true);
  expect(isCut(pattern(0, 0), pattern(3, 1))).toBe(false);
  expect(isCut(pattern(0, 0), pattern(0, 0, 60))).toBe(false);
});

it('measures motion in a small picture', () => {
  expect(flowSize({ width: 1920, height: 1080 })).toEqual({ width: 128, height: 72 });
  expect(flowSize({ width: 90, height: 60 })).toEqual({ width: 90, height: 60 });
});
