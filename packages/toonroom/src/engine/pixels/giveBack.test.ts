import { expect, test } from 'vitest';
import { giveBack } from './giveBack.ts';

test('arrays that are given back are empty, two on one buffer and those of before included', () => {
  const pixels = new Uint8ClampedArray(64);
  const tensor = new Float32Array(16);
  const kept = new Float32Array(16);
  giveBack(pixels);
  giveBack(pixels, tensor, tensor.subarray(4));
  expect([pixels, tensor, kept].map(({ length }) => length)).toEqual([0, 0, 16]);
});
