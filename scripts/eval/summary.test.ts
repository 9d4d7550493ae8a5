import { expect, test } from 'vitest';
import { summarise } from './summary.ts';

test('a summary tells means, extremes and how many strayed', () => {
  const faces = Array.from({ length: 101 }, (_, index) => ({
    likeness: index / 100,
    skinDeltaE: 5,
    skinLightening: 0,
    gentleShare: index < 4 ? 0.8 : 1,
  }));
  const { figures, ...counts } = summarise(faces);
  expect(counts).toEqual({ faces: 101, strayed: 4 });
  expect(figures['likeness']).toEqual({ mean: 0.5, lowest3: 0.03, highest3: 0.97 });
  expect(figures['skinDeltaE']).toEqual({ mean: 5, lowest3: 5, highest3: 5 });
  expect(figures['drift']).toBeUndefined();
});
