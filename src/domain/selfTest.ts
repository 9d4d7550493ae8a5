/** A stored run of the generator: its inputs and the output native onnxruntime gave. */
export interface SelfTest {
  /** Width and height, px. */
  readonly size: number;
  /** [1,3,size,size] f32 signed RGB. */
  readonly photo: Float32Array<ArrayBuffer>;
  /** [1,guideChannels,size,size] f32 unit. */
  readonly guide: Float32Array<ArrayBuffer>;
  /** [1,styleLength] f32. */
  readonly style: Float32Array<ArrayBuffer>;
  /** [1,4,size,size] f32: RGB signed, matte unit. */
  readonly drawing: Float32Array<ArrayBuffer>;
}

/**
 * The parts of a self-test file (little-endian f32, in the order of {@link SelfTest}) as views into it.
 * @throws RangeError when the file's length does not fit.
 */
export function parseSelfTest(
  file: ArrayBuffer,
  size: number,
  guideChannels: number,
  styleLength: number,
): SelfTest {
  const area = size * size;
  const lengths = [3 * area, guideChannels * area, styleLength, 4 * area] as const;
  const expectedBytes = lengths.reduce((sum, length) => sum + length * 4, 0);
  if (file.byteLength !== expectedBytes) {
    throw new RangeError(`a self-test of ${file.byteLength} bytes, expected ${expectedBytes}`);
  }
  let offset = 0;
  const [photo, guide, style, drawing] = lengths.map((length) => {
    const view = new Float32Array(file, offset, length);
    offset += length * 4;
    return view;
  }) as [
    Float32Array<ArrayBuffer>,
    Float32Array<ArrayBuffer>,
    Float32Array<ArrayBuffer>,
    Float32Array<ArrayBuffer>,
  ];
  return { size, photo, guide, style, drawing };
}

/** The largest absolute difference of two tensors; infinite when lengths differ or a value is not a number. */
export function maxAbsDifference(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return Infinity;
  let largest = 0;
  for (let index = 0; index < a.length; index++) {
    const difference = Math.abs((a[index] ?? NaN) - (b[index] ?? NaN));
    // Not `difference > largest` alone: NaN compares false and would pass for agreement.
    if (Number.isNaN(difference)) return Infinity;
    if (difference > largest) largest = difference;
  }
  return largest;
}
