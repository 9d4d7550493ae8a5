import { createPlane, type Plane } from './raster.ts';

/** A plane of that size with the value `at` of each pixel. */
export function planeOf(
  { width, height }: { readonly width: number; readonly height: number },
  at: (pixel: number) => number,
): Plane {
  const plane = createPlane(width, height);
  for (let pixel = 0; pixel < plane.data.length; pixel++) plane.data[pixel] = at(pixel);
  return plane;
}

/** Numbers of any kind, row by row. */
interface Values {
  readonly width: number;
  readonly height: number;
  readonly data: ArrayLike<number>;
}

/** The values at (x, y), corner-origin px, bilinear; beyond the border the edge is repeated. */
export function samplePlane({ width, height, data }: Values, x: number, y: number): number {
  const left = Math.min(width - 1, Math.max(0, x - 0.5));
  const top = Math.min(height - 1, Math.max(0, y - 0.5));
  const column = left | 0;
  const row = top | 0;
  const tx = left - column;
  const ty = top - row;
  const index = row * width + column;
  const right = column + 1 < width ? 1 : 0;
  const below = index + (row + 1 < height ? width : 0);
  const upper = data[index]! + tx * (data[index + right]! - data[index]!);
  const lower = data[below]! + tx * (data[below + right]! - data[below]!);
  return upper + ty * (lower - upper);
}

/** `plane` shrunk to width × height by averaging areas. @throws RangeError when that would enlarge it. */
export function shrinkPlane(plane: Plane, width: number, height: number): Plane {
  if (width > plane.width || height > plane.height) {
    throw new RangeError(
      `${plane.width}×${plane.height} values do not shrink to ${width}×${height}`,
    );
  }
  return transposeShrunk(transposeShrunk(plane, width), height);
}

/** Each row averaged into `width` values, written as a column. */
function transposeShrunk(plane: Plane, width: number): Plane {
  const target = createPlane(plane.height, width);
  const step = plane.width / width;
  for (let column = 0; column < width; column++) {
    const left = column * step;
    const right = Math.min(plane.width, left + step);
    for (let row = 0; row < plane.height; row++) {
      const start = row * plane.width;
      let sum = 0;
      for (let x = Math.floor(left); x < right; x++) {
        sum += (Math.min(right, x + 1) - Math.max(left, x)) * plane.data[start + x]!;
      }
      target.data[column * plane.height + row] = sum / step;
    }
  }
  return target;
}

/** `plane` averaged over squares of 2 · radiusPx + 1 px, twice; beyond the border the edge is repeated. */
export function blurPlane(plane: Plane, radiusPx: number): Plane {
  let blurred = plane;
  for (let pass = 0; pass < 4; pass++) blurred = transposeBlurred(blurred, radiusPx);
  return blurred;
}

/** Each row averaged over 2 · radiusPx + 1 values, written as a column. */
function transposeBlurred(plane: Plane, radiusPx: number): Plane {
  const { width, height, data } = plane;
  const target = createPlane(height, width);
  const scale = 1 / (2 * radiusPx + 1);
  for (let row = 0; row < height; row++) {
    const start = row * width;
    const at = (x: number): number => data[start + Math.min(width - 1, Math.max(0, x))]!;
    let sum = 0;
    for (let x = -radiusPx; x <= radiusPx; x++) sum += at(x);
    for (let x = 0; x < width; x++) {
      target.data[x * height + row] = sum * scale;
      sum += at(x + radiusPx + 1) - at(x - radiusPx);
    }
  }
  return target;
}
