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

test('the iris axes are ½ at the centre of an open eye’s iris', () => {
  const { drawn } = goldenCases[0]!;
  const [x, y] = drawn[eyes[0].iris[0]!] as [number, number];
  const guide = drawGuide(cropLandmarks(drawn));
  const index = Math.floor(y) * cropSize + Math.floor(x);
  expect(guide[index]).toBe(1);
  // Half a pixel off at most, and two radii of about 20 px make half the range.
  expect(guide[area + index]).toBeCloseTo(0.5, 1);
  expect(guide[2 * area + index]).toBeCloseTo(0.5, 1);
});
