import { expect, it } from 'vitest';
import { createRaster, type Raster } from '../picture/raster.ts';
import { evenSize } from './evenSize.ts';
import { apartFromMotion, holdStill, restOf } from './steady.ts';

const side = 48;

/** Grey noise; a bright square in its middle, moved by `shift` px. */
function frame(seed: number, shift = 0): Raster {
  const raster = createRaster(side, side);
  let state = seed;
  for (let pixel = 0; pixel < side * side; pixel++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const [x, y] = [(pixel % side) - shift, Math.floor(pixel / side)];
    const isSquare = x >= 20 && x < 32 && y >= 20 && y < 32;
    const value = (isSquare ? 220 : 100) + 6 * (state / 2 ** 32 - 0.5);
    raster.data.set([value, value, value, 255], pixel * 4);
  }
  return raster;
}

const at = (column: number, row: number): number => row * side + column;

it('tells what is at rest from what moves, whatever the noise', () => {
  const rest = restOf(frame(1), frame(2, 4));
  expect(rest.data[at(5, 5)]).toBeGreaterThan(0.9);
  expect(rest.data[at(33, 26)]).toBe(0);
});

it('holds what is at rest, and lets go what moves', () => {
  const [before, after] = [frame(1), frame(2, 4)];
  const rest = restOf(before, after);
  const held = { ...after, data: after.data.slice() };
  holdStill(held, before, rest, 1);
  expect(Math.abs(held.data[4 * at(5, 5)]! - before.data[4 * at(5, 5)]!)).toBeLessThan(2);
  expect(held.data[4 * at(33, 26)]).toBe(after.data[4 * at(33, 26)]);
});

it('keeps away from what moves', () => {
  const rest = restOf(frame(1), frame(2, 4));
  const apart = apartFromMotion(rest);
  expect(apart.data[at(16, 26)]).toBeLessThan(0.1);
  expect(apart.data[at(3, 3)]).toBeGreaterThan(0.8);
});

it('makes frames whose sides are even', () => {
  expect(evenSize({ width: 1921, height: 1081 }, 1280)).toEqual({ width: 1280, height: 720 });
  expect(evenSize({ width: 255, height: 191 }, 4000)).toEqual({ width: 256, height: 192 });
});
