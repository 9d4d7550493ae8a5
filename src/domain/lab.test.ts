import { expect, test } from 'vitest';
import { deltaE, toLab } from './lab.ts';

// Reference values: Bruce Lindbloom's CIE colour calculator, sRGB, D65, no adaptation.
test.each([
  [
    [255, 255, 255],
    [100, 0, 0],
  ],
  [
    [0, 0, 0],
    [0, 0, 0],
  ],
  [
    [255, 0, 0],
    [53.24, 80.09, 67.2],
  ],
  [
    [0, 0, 255],
    [32.3, 79.19, -107.86],
  ],
  [
    [128, 128, 128],
    [53.59, 0, 0],
  ],
] as const)('sRGB %j is Lab %j', ([red, green, blue], expected) => {
  const lab = toLab(red, green, blue);
  expected.forEach((value, index) => expect(lab[index]).toBeCloseTo(value, 0));
});

test('the distance of colours is that of their points', () => {
  expect(deltaE([50, 3, 4], [50, 0, 0])).toBe(5);
});
