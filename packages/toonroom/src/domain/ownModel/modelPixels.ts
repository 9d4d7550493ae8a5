import type { Raster } from '../picture/raster.ts';
import type { Tensor } from '../picture/tensor.ts';
import type { ColourRange, Layout } from './ownModel.ts';

/** A level 0..255 in each range, and back. */
const toRange: Readonly<Record<ColourRange, (level: number) => number>> = {
  signed: (level) => level / 127.5 - 1,
  unit: (level) => level / 255,
  byte: (level) => level,
};
const fromRange: Readonly<Record<ColourRange, (value: number) => number>> = {
  signed: (value) => (value + 1) * 127.5,
  unit: (value) => value * 255,
  byte: (value) => value,
};

/** A square of a picture as a model wants it; beyond the picture its edge is repeated. */
export function packForModel(
  picture: Raster,
  { x, y, side }: { readonly x: number; readonly y: number; readonly side: number },
  layout: Layout,
  range: ColourRange,
): Tensor {
  const data = new Float32Array(3 * side * side);
  const encode = toRange[range];
  const area = side * side;
  for (let row = 0; row < side; row++) {
    const from = Math.min(picture.height - 1, y + row) * picture.width;
    for (let column = 0; column < side; column++) {
      const source = (from + Math.min(picture.width - 1, x + column)) * 4;
      const at = row * side + column;
      for (let channel = 0; channel < 3; channel++) {
        const value = encode(picture.data[source + channel]!);
        data[layout === 'nchw' ? channel * area + at : at * 3 + channel] = value;
      }
    }
  }
  return { data, dims: layout === 'nchw' ? [1, 3, side, side] : [1, side, side, 3] };
}

/** A picture as levels 0..255, three to a pixel. */
export interface Levels {
  readonly width: number;
  readonly height: number;
  readonly levels: Float32Array;
}

/** A model's answer as levels 0..255, three to a pixel; undefined where it is no picture of three colours. */
export function levelsOf(
  { data, dims }: Tensor,
  layout: Layout,
  range: ColourRange,
): Levels | undefined {
  const [, a = 0, b = 0, c = 0] = dims;
  const [height, width, channels] = layout === 'nchw' ? [b, c, a] : [a, b, c];
  if (dims.length !== 4 || channels !== 3 || width * height * 3 !== data.length) return undefined;
  const decode = fromRange[range];
  const area = width * height;
  const levels = new Float32Array(area * 3);
  for (let at = 0; at < area; at++) {
    for (let channel = 0; channel < 3; channel++) {
      const value = data[layout === 'nchw' ? channel * area + at : at * 3 + channel]!;
      levels[at * 3 + channel] = Number.isFinite(value)
        ? Math.min(255, Math.max(0, decode(value)))
        : 0;
    }
  }
  return { width, height, levels };
}

/**
 * How much a drawing is one of its photo, −1..1: how their lightness goes together, less what lies beyond black and
 * white. Of wrong ranges nearly all is grey, black or white.
 */
export function plausibility(photo: Raster, levels: Float32Array): number {
  const count = photo.width * photo.height;
  let sumA = 0;
  let sumB = 0;
  let squareA = 0;
  let squareB = 0;
  let product = 0;
  let cut = 0;
  for (let at = 0; at < count; at++) {
    const a = photo.data[at * 4 + 1]!;
    const b = levels[at * 3 + 1]!;
    sumA += a;
    sumB += b;
    squareA += a * a;
    squareB += b * b;
    product += a * b;
    if (b <= 0 || b >= 255) cut += 1;
  }
  const varianceA = squareA / count - (sumA / count) ** 2;
  const varianceB = squareB / count - (sumB / count) ** 2;
  if (varianceA < 1 || varianceB < 1) return -1;
  const correlation =
    (product / count - (sumA / count) * (sumB / count)) / Math.sqrt(varianceA * varianceB);
  // A picture with hardly any contrast is one in the wrong range.
  const contrast = Math.min(1, Math.sqrt(varianceB) / (0.35 * Math.sqrt(varianceA)));
  return correlation * contrast - cut / count;
}
