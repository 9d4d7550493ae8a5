import { expect, test } from 'vitest';
import { deltaE, fromLab, toLab } from './lab.ts';

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

test('every colour of sRGB comes back from Lab', () => {
  for (let level = 0; level < 256; level += 5) {
    const colour = [level, (level * 7) % 256, 255 - level] as const;
    fromLab(toLab(...colour)).forEach((value, channel) =>
      expect(value).toBeCloseTo(colour[channel]!, 2),
    );
  }
});

test('the distance of colours is that of their points', () => {
  expect(deltaE([50, 3, 4], [50, 0, 0])).toBe(5);
});
