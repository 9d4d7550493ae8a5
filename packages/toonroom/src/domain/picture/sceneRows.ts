import type { Raster } from './raster.ts';
import { cubicWeights } from './resample.ts';

/** The number of scene rows that one output row is mixed from. */
const keptRows = 4;

/** The scene drawing enlarged to the output's size, row by row. */
export interface SceneRows {
  /** Row `y` of the output, rgb in u8 range, not rounded; overwritten by the next call. */
  at(y: number): Float32Array;
}

/**
 * Catmull-Rom enlargement of `scene` (opaque) to width × height, separable: each scene row is enlarged
 * once and four of them are kept. Equal to `sampleCubic` at the output's pixel centres.
 */
export function enlargeRows(scene: Raster, width: number, height: number): SceneRows {
  if (scene.width === width && scene.height === height) return ownRows(scene);
  const taps = columnTaps(scene.width, width);
  const kept = new Map<number, Float32Array>();
  const result = new Float32Array(width * 3);

  /** A scene row at the output's width; a new row replaces the least recently used one. */
  function wideRow(row: number): Float32Array {
    let wide = kept.get(row);
    if (wide) {
      kept.delete(row);
    } else {
      const oldest = kept.size < keptRows ? undefined : kept.entries().next().value;
      if (oldest) kept.delete(oldest[0]);
      wide = oldest ? oldest[1] : new Float32Array(width * 3);
      enlargeRow(scene, row, taps, wide);
    }
    kept.set(row, wide);
    return wide;
  }

  return {
    at(y) {
      const top = ((y + 0.5) * scene.height) / height - 0.5;
      const clamped = Math.min(scene.height - 1, Math.max(0, top));
      const first = Math.floor(clamped);
      const weights = cubicWeights(clamped - first);
      const [row0, row1, row2, row3] = [-1, 0, 1, 2].map((tap) =>
        wideRow(Math.min(scene.height - 1, Math.max(0, first + tap))),
      ) as [Float32Array, Float32Array, Float32Array, Float32Array];
      const [w0, w1, w2, w3] = weights;
      for (let index = 0; index < result.length; index++) {
        result[index] =
          w0 * row0[index]! + w1 * row1[index]! + w2 * row2[index]! + w3 * row3[index]!;
      }
      return result;
    },
  };
}

/** The rows of a scene that already has the output's size. */
function ownRows({ width, data }: Raster): SceneRows {
  const result = new Float32Array(width * 3);
  return {
    at(y) {
      let from = y * width * 4;
      for (let index = 0; index < result.length; from += 4) {
        result[index++] = data[from]!;
        result[index++] = data[from + 1]!;
        result[index++] = data[from + 2]!;
      }
      return result;
    },
  };
}

interface Taps {
  /** Four offsets into a row of RGBA per output column. */
  readonly offsets: Int32Array;
  readonly weights: Float32Array;
}

function columnTaps(sourceWidth: number, width: number): Taps {
  const offsets = new Int32Array(width * 4);
  const weights = new Float32Array(width * 4);
  for (let column = 0; column < width; column++) {
    const left = ((column + 0.5) * sourceWidth) / width - 0.5;
    const clamped = Math.min(sourceWidth - 1, Math.max(0, left));
    const first = Math.floor(clamped);
    weights.set(cubicWeights(clamped - first), column * 4);
    for (let tap = 0; tap < 4; tap++) {
      const x = Math.min(sourceWidth - 1, Math.max(0, first + tap - 1));
      offsets[column * 4 + tap] = x * 4;
    }
  }
  return { offsets, weights };
}

function enlargeRow(scene: Raster, row: number, taps: Taps, target: Float32Array): void {
  const { offsets, weights } = taps;
  const pixels = scene.data.subarray(row * scene.width * 4, (row + 1) * scene.width * 4);
  const width = target.length / 3;
  for (let column = 0; column < width; column++) {
    const tap = column * 4;
    const i0 = offsets[tap]!;
    const i1 = offsets[tap + 1]!;
    const i2 = offsets[tap + 2]!;
    const i3 = offsets[tap + 3]!;
    const w0 = weights[tap]!;
    const w1 = weights[tap + 1]!;
    const w2 = weights[tap + 2]!;
    const w3 = weights[tap + 3]!;
    for (let channel = 0; channel < 3; channel++) {
      target[column * 3 + channel] =
        w0 * pixels[i0 + channel]! +
        w1 * pixels[i1 + channel]! +
        w2 * pixels[i2 + channel]! +
        w3 * pixels[i3 + channel]!;
    }
  }
}
