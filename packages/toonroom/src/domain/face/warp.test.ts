import { describe, expect, test } from 'vitest';
import { cropSize } from './align.ts';
import { displacementAt } from './displacement.ts';
import { cropLandmarks, goldenCases, maxDifference } from '../testing/golden.ts';
import { warpField } from './warp.ts';

describe.each(goldenCases)('the warp of the $name face', (golden) => {
  const own = cropLandmarks(golden.landmarks);
  const field = warpField(own, cropLandmarks(golden.drawn));

  test("is the model factory's", () => {
    const dx = golden.displacement.filter((_, index) => index % 2 === 0);
    const dy = golden.displacement.filter((_, index) => index % 2 === 1);
    expect(maxDifference(field.dx, dx)).toBeLessThan(0.02);
    expect(maxDifference(field.dy, dy)).toBeLessThan(0.02);
  });

  test("is exactly the identity on the crop's border", () => {
    const out = new Float64Array(2);
    for (let position = 0; position <= cropSize; position += 3.7) {
      for (const [x, y] of [
        [position, 0],
        [position, cropSize],
        [0, position],
        [cropSize, position],
      ] as const) {
        displacementAt(field, x, y, out);
        expect([Math.abs(out[0]!), Math.abs(out[1]!)]).toEqual([0, 0]);
      }
    }
  });

  test('leads a drawn landmark back to the person’s own', () => {
    const out = new Float64Array(2);
    const [chinX, chinY] = golden.drawn[152] as [number, number];
    displacementAt(field, chinX, chinY, out);
    expect(chinX + out[0]!).toBeCloseTo(golden.landmarks[152]![0]!, 0);
    expect(chinY + out[1]!).toBeCloseTo(golden.landmarks[152]![1]!, 0);
  });

  test('is the identity everywhere when nothing moves', () => {
    const still = warpField(own, own);
    expect(maxDifference(still.dx, new Float32Array(still.dx.length))).toBe(0);
    expect(maxDifference(still.dy, new Float32Array(still.dy.length))).toBe(0);
  });
});
