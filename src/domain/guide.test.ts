import { describe, expect, test } from 'vitest';
import { cropSize } from './align.ts';
import { drawGuide, guideChannels } from './guide.ts';
import { eyes } from './landmarks.ts';
import { cropLandmarks, goldenCases, maxDifference } from './testing/golden.ts';

const area = cropSize * cropSize;

describe.each(goldenCases)('the guide of the $name face', (golden) => {
  const guide = drawGuide(cropLandmarks(golden.drawn));

  test("is the model factory's", () => {
    const values = golden.guidePixels.flatMap(([x, y]) =>
      guideChannels.map((_, channel) => guide[channel * area + y! * cropSize + x!]!),
    );
    expect(maxDifference(values, golden.guideValues.flat())).toBeLessThan(2e-3);
  });

  test('stays within unit range', () => {
    let [least, largest] = [Infinity, -Infinity];
    for (const value of guide) {
      least = Math.min(least, value);
      largest = Math.max(largest, value);
    }
    expect([least, largest]).toEqual([0, 1]);
  });
});

test('a smaller guide is the same guide, seen from further away', () => {
  const landmarks = cropLandmarks(goldenCases[0]!.drawn);
  const [guide, small] = [drawGuide(landmarks), drawGuide(landmarks, cropSize / 4)];
  expect(small).toHaveLength(guide.length / 16);
  for (const channel of guideChannels.keys()) {
    const blocks = small.subarray((channel * area) / 16, ((channel + 1) * area) / 16);
    const off = blocks.map((value, index) => {
      const column = 4 * (index % (cropSize / 4));
      const row = 4 * Math.floor(index / (cropSize / 4));
      let sum = 0;
      for (let at = 0; at < 16; at++) {
        sum += guide[channel * area + (row + (at >> 2)) * cropSize + column + (at & 3)]!;
      }
      return Math.abs(value - sum / 16);
    });
    const mean = off.reduce((sum, value) => sum + value, 0) / off.length;
    expect.soft(mean, guideChannels[channel]).toBeLessThan(1e-3);
  }
});

test('an open eye has its iris, a dark pupil and a lash line along the lid', () => {
  const { drawn } = goldenCases[0]!;
  const guide = drawGuide(cropLandmarks(drawn));
  const valueAt = (channel: (typeof guideChannels)[number], [x, y]: readonly number[]): number =>
    guide[guideChannels.indexOf(channel) * area + Math.floor(y!) * cropSize + Math.floor(x!)]!;
  const pupil = drawn[eyes[0].iris[0]!]!;
  expect(valueAt('aperture', pupil)).toBe(1);
  expect(valueAt('iris', pupil)).toBe(1);
  expect(valueAt('eyeTone', pupil)).toBeLessThan(0.1);
  const [lidX, lidY] = drawn[eyes[0].upper[4]!] as [number, number];
  expect(valueAt('lash', [lidX, lidY - 1])).toBeGreaterThan(0.9);
});

test('a closed eye has a lash line and nothing else', () => {
  const winking = goldenCases.find(({ name }) => name.includes('winking'))!;
  const guide = drawGuide(cropLandmarks(winking.drawn));
  const iris = guideChannels.indexOf('iris') * area;
  const left = winking.drawn[eyes[1].iris[0]!]!;
  const right = winking.drawn[eyes[0].iris[0]!]!;
  const at = ([x, y]: readonly number[]): number => Math.floor(y!) * cropSize + Math.floor(x!);
  expect(guide[iris + at(right)]).toBe(1);
  expect(guide[iris + at(left)]).toBe(0);
});
