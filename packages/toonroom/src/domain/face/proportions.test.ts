import { describe, expect, test } from 'vitest';
import { exaggerate } from './proportions.ts';
import { cropLandmarks, goldenCases, maxDifference } from '../testing/golden.ts';

describe.each(goldenCases)('the $name face', (golden) => {
  const own = cropLandmarks(golden.landmarks);

  test('is drawn where the model factory draws it', () => {
    const drawn = exaggerate(own, golden.proportions, golden.exaggeration);
    expect(maxDifference(drawn.xy, golden.drawn.flat())).toBeLessThan(1e-3);
  });

  test('keeps its own proportions at exaggeration 0', () => {
    expect(maxDifference(exaggerate(own, golden.proportions, 0).xy, own.xy)).toBe(0);
  });
});

test('drawing follows a quarter turn, a scale and a shift of the face', () => {
  const [{ landmarks, proportions }] = goldenCases as [(typeof goldenCases)[0]];
  const turn = ([x, y]: readonly number[]): [number, number] => [300 - 0.5 * y!, 20 + 0.5 * x!];
  const drawn = exaggerate(cropLandmarks(landmarks), proportions, 1);
  const turned = exaggerate(cropLandmarks(landmarks.map(turn)), proportions, 1);
  const expected = landmarks.flatMap((_, index) =>
    turn([drawn.xy[index * 2]!, drawn.xy[index * 2 + 1]!]),
  );
  expect(maxDifference(turned.xy, expected)).toBeLessThan(1e-3);
});
