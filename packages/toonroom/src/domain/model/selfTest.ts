import { valuesIn } from './styleManifest.ts';
import type { Tensor } from '../picture/tensor.ts';

/** A stored run of the model's parts: their inputs, and the outputs of native onnxruntime. */
export type SelfTest = (name: string) => Tensor;

/**
 * The tensors of a self-test file (little-endian f32, one after the other), by name and shape, as
 * views into it.
 * @throws RangeError when the length of the file does not fit; the self-test throws it for a
 * missing tensor.
 */
export function parseSelfTest(
  file: ArrayBuffer,
  tensors: Readonly<Record<string, readonly number[]>>,
): SelfTest {
  const byName = new Map<string, Tensor>();
  let offset = 0;
  for (const [name, dims] of Object.entries(tensors)) {
    const length = valuesIn(dims);
    byName.set(name, { data: new Float32Array(file, offset, length), dims });
    offset += length * 4;
  }
  if (file.byteLength !== offset) {
    throw new RangeError(`a self-test of ${file.byteLength} bytes, expected ${offset}`);
  }
  return (name) => {
    const tensor = byName.get(name);
    if (!tensor) throw new RangeError(`no tensor "${name}" in the self-test`);
    return tensor;
  };
}

/**
 * The largest difference of two tensors: absolute, but relative for values beyond ±1. Infinite when
 * lengths differ or a value is not a number.
 */
export function maxDifference(actual: Float32Array, stored: Float32Array): number {
  if (actual.length !== stored.length) return Infinity;
  let largest = 0;
  for (let index = 0; index < actual.length; index++) {
    const wanted = stored[index] ?? NaN;
    const difference = Math.abs((actual[index] ?? NaN) - wanted) / Math.max(1, Math.abs(wanted));
    // Not `difference > largest` alone: NaN compares false and would pass for agreement.
    if (Number.isNaN(difference)) return Infinity;
    if (difference > largest) largest = difference;
  }
  return largest;
}

/** [1,C,h,w] `tensor` repeated `times` across and down. */
export function repeatTensor({ data, dims }: Tensor, times: number): Tensor {
  const [, channels, height, width] = dims as [number, number, number, number];
  const repeated = new Float32Array(data.length * times * times);
  let to = 0;
  for (let channel = 0; channel < channels; channel++) {
    for (let row = 0; row < height * times; row++) {
      const start = (channel * height + (row % height)) * width;
      const line = data.subarray(start, start + width);
      for (let time = 0; time < times; time++, to += width) repeated.set(line, to);
    }
  }
  return { data: repeated, dims: [1, channels, height * times, width * times] };
}

/** [1,C,h,w] `tensor` at half its size: means of 2 × 2. */
export function halveTensor({ data, dims }: Tensor): Tensor {
  const [, channels, height, width] = dims as [number, number, number, number];
  const half = new Float32Array(data.length / 4);
  let to = 0;
  for (let row = 0; row < channels * height; row += 2) {
    for (let column = 0; column < width; column += 2) {
      const index = row * width + column;
      half[to++] =
        (data[index]! + data[index + 1]! + data[index + width]! + data[index + width + 1]!) / 4;
    }
  }
  return { data: half, dims: [1, channels, height / 2, width / 2] };
}
