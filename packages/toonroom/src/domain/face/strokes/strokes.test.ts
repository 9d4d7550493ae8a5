import { describe, expect, test } from 'vitest';
import { cropSize } from '../align.ts';
import { eyes } from '../landmarks.ts';
import { cropLandmarks, goldenCases, maxDifference } from '../../testing/golden.ts';
import { readFace } from './face.ts';
import { fitIrises } from './iris.ts';
import { strokeChannels } from './numbers.ts';
import { drawStrokes, type Strokes } from './strokes.ts';

type Case = (typeof goldenCases)[number];

const windowOf = ({ strokes }: Case) => {
  const [left, top, right, bottom] = strokes.window as [number, number, number, number];
  return { left, top, right, bottom };
};
const drawCase = (golden: Case): Strokes =>
  drawStrokes(
    cropLandmarks(golden.drawn),
    golden.strokes.numbers,
    golden.strokes.side,
    windowOf(golden),
  );
const valueAt = (strokes: Strokes, channel: number, row: number, column: number): number =>
  strokes.guide[(channel * strokes.height + row) * strokes.width + column]!;

describe.each(goldenCases)('the strokes of the $name face', (golden) => {
  const strokes = drawCase(golden);

  test("are the model factory's", () => {
    expect([strokes.channels, strokes.height, strokes.width]).toEqual(golden.strokes.shape);
    expect(strokes.at).toEqual(golden.strokes.at);
    const values = golden.strokes.samples.map(([channel, row, column]) =>
      valueAt(strokes, channel!, row!, column!),
    );
    const expected = golden.strokes.samples.map((sample) => sample[3]!);
    expect(maxDifference(values, expected)).toBeLessThan(2e-3);
  });

  test('cover as much as they should', () => {
    const area = strokes.height * strokes.width;
    const means = strokeChannels.map(
      (_, channel) =>
        strokes.guide
          .subarray(channel * area, (channel + 1) * area)
          .reduce((sum, value) => sum + value, 0) / area,
    );
    expect(maxDifference(means, golden.strokes.means)).toBeLessThan(1e-5);
  });

  test('stay within unit range', () => {
    let [least, largest] = [Infinity, -Infinity];
    for (const value of strokes.guide) {
      least = Math.min(least, value);
      largest = Math.max(largest, value);
    }
    expect(least).toBe(0);
    expect(largest).toBeLessThanOrEqual(1 + 1e-6);
  });
});

const [frontal] = goldenCases as [Case];
const landmarks = cropLandmarks(frontal.drawn);
const { numbers } = frontal.strokes;

test('a tile holds what the whole crop has there', () => {
  const whole = drawStrokes(landmarks, numbers, 512);
  const window = { left: 180, top: 200, right: 300, bottom: 310 };
  const tile = drawStrokes(landmarks, numbers, 512, window);
  let largest = 0;
  for (let channel = 0; channel < tile.channels; channel++) {
    for (let row = 0; row < tile.height; row++) {
      for (let column = 0; column < tile.width; column++) {
        const wholeRow = row + tile.at[0] + window.top - whole.at[0];
        const wholeColumn = column + tile.at[1] + window.left - whole.at[1];
        const difference =
          valueAt(tile, channel, row, column) - valueAt(whole, channel, wholeRow, wholeColumn);
        largest = Math.max(largest, Math.abs(difference));
      }
    }
  }
  expect(largest).toBeLessThan(1e-5);
});

test('larger strokes are the same strokes, seen from nearer', () => {
  const [small, large] = [256, 1024].map((side) => drawStrokes(landmarks, numbers, side)) as [
    Strokes,
    Strokes,
  ];
  for (const [index, channel] of strokeChannels.entries()) {
    const share = ({ guide, height, width }: Strokes, side: number): number => {
      const area = height * width;
      const sum = guide
        .subarray(index * area, (index + 1) * area)
        .reduce((total, value) => total + value, 0);
      return sum / side ** 2;
    };
    const [nearby, far] = [share(large, 1024), share(small, 256)];
    expect.soft(Math.abs(nearby - far), channel).toBeLessThan(0.06 * nearby + 2e-5);
  }
});

test('without a face in the tile the guide is empty', () => {
  const strokes = drawStrokes(landmarks, numbers, cropSize, {
    left: 0,
    top: 0,
    right: 40,
    bottom: 40,
  });
  expect([strokes.height, strokes.width, strokes.at]).toEqual([16, 16, [0, 0]]);
  expect(strokes.guide.some((value) => value !== 0)).toBe(false);
});

test('an open eye has a pupil in an iris, and both irises are of one size', () => {
  const strokes = drawStrokes(landmarks, numbers, cropSize);
  const irises = fitIrises(readFace(landmarks, cropSize), numbers);
  for (const { centre } of irises.map((iris) => iris!)) {
    const row = Math.floor(centre[1]) - strokes.at[0];
    const column = Math.floor(centre[0]) - strokes.at[1];
    for (const channel of ['white', 'iris', 'pupil'] as const) {
      expect(valueAt(strokes, strokeChannels.indexOf(channel), row, column)).toBeGreaterThan(0.95);
    }
  }
  expect(irises[1]!.wide / irises[0]!.wide).toBeCloseTo(1, 1);
});

test('a closed eye has a lid and no iris', () => {
  const winking = goldenCases.find(({ name }) => name === 'winking')!;
  const strokes = drawStrokes(cropLandmarks(winking.drawn), numbers, cropSize);
  const [x, y] = winking.drawn[eyes[1].iris[0]!] as [number, number];
  const at = (channel: 'iris' | 'white'): number =>
    valueAt(
      strokes,
      strokeChannels.indexOf(channel),
      Math.floor(y) - strokes.at[0],
      Math.floor(x) - strokes.at[1],
    );
  expect([at('iris'), at('white')]).toEqual([0, 0]);
});
