import { describe, expect, test } from 'vitest';
import { drawForm, formChannels } from './form.ts';
import { cropLandmarks, goldenCases, maxDifference } from '../testing/golden.ts';

describe.each(goldenCases)('the form of the $name face', (golden) => {
  const { side, samples } = golden.form;
  const landmarks = {
    ...cropLandmarks(golden.drawn),
    z: Float32Array.from(golden.depth),
  };
  const form = drawForm(landmarks, side);

  test("is the model factory's", () => {
    const values = samples.map(
      ([channel, row, column]) => form[(channel! * side + row!) * side + column!]!,
    );
    const expected = samples.map((sample) => sample[3]!);
    expect(maxDifference(values, expected)).toBeLessThan(2e-3);
  });

  test('has normals of length 1', () => {
    const area = side * side;
    const lengths = Array.from({ length: area }, (_, index) =>
      Math.hypot(form[index]!, form[area + index]!, form[2 * area + index]!),
    );
    expect(Math.min(...lengths)).toBeCloseTo(1, 5);
    expect(Math.max(...lengths)).toBeCloseTo(1, 5);
  });
});

test('without depth the face is flat', () => {
  const side = 64;
  const form = drawForm(cropLandmarks(goldenCases[0]!.drawn), side);
  const nz = form.subarray(formChannels.indexOf('nz') * side * side).subarray(0, side * side);
  expect(Math.min(...nz)).toBeCloseTo(1, 5);
});
