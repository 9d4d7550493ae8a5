import type { Box } from './geometry.ts';
import type { Raster } from './raster.ts';

/** Numbers with a shape; `data` has as many values as the product of `dims`. */
export interface Tensor {
  readonly data: Float32Array<ArrayBuffer>;
  readonly dims: readonly number[];
}

/** [n] f32. */
export function vectorOf(values: readonly number[]): Tensor {
  return { data: new Float32Array(values), dims: [values.length] };
}

/** [1,n] f32. */
export function rowOf(values: ArrayLike<number>): Tensor {
  return { data: new Float32Array(values), dims: [1, values.length] };
}

let zeros = new Float32Array(0);

/** Zeros; must not be changed, since all such tensors share them to save memory. */
export function zeroTensor(dims: readonly number[]): Tensor {
  const length = dims.reduce((product, side) => product * side, 1);
  if (zeros.length < length) zeros = new Float32Array(length);
  return { data: zeros.subarray(0, length), dims };
}

/**
 * `raster` as [1,3,height,width] f32 unit rgb; transparent pixels are blended over white. Where
 * `width` and `height` are larger than the raster, its last column and row are repeated.
 */
export function packPhoto(
  raster: Raster,
  width: number = raster.width,
  height: number = raster.height,
): Tensor {
  const { data: pixels } = raster;
  const area = width * height;
  const data = new Float32Array(area * 3);
  const shown = Math.min(width, raster.width);
  for (let row = 0; row < height; row++) {
    const start = row * width;
    let index = Math.min(row, raster.height - 1) * raster.width * 4;
    for (let to = start; to < start + shown; to++, index += 4) {
      const opacity = pixels[index + 3]!;
      const share = opacity === 255 ? 1 / 255 : opacity / 65_025;
      const white = 1 - share * 255;
      data[to] = share * pixels[index]! + white;
      data[area + to] = share * pixels[index + 1]! + white;
      data[2 * area + to] = share * pixels[index + 2]! + white;
    }
    if (shown === width) continue;
    for (let plane = start; plane < 3 * area; plane += area) {
      data.fill(data[plane + shown - 1]!, plane + shown, plane + width);
    }
  }
  return { data, dims: [1, 3, height, width] };
}

/**
 * The part `box` (whole px, inside) of [1,C,H,W] `tensor`; `tensor` itself where that is all of it.
 * @throws RangeError when the box reaches beyond the tensor.
 */
export function cutTensor(tensor: Tensor, { x, y, width, height }: Box): Tensor {
  const [, channels, fullHeight, fullWidth] = tensor.dims as [number, number, number, number];
  if (width === fullWidth && height === fullHeight) return tensor;
  if (x < 0 || y < 0 || x + width > fullWidth || y + height > fullHeight) {
    throw new RangeError(
      `${width}×${height} at ${x}, ${y} is not within ${fullWidth}×${fullHeight}`,
    );
  }
  const data = new Float32Array(channels * width * height);
  // A strip of the full width is one piece per channel.
  const pieces = width === fullWidth ? 1 : height;
  const length = (width * height) / pieces;
  for (let piece = 0; piece < channels * pieces; piece++) {
    const channel = Math.floor(piece / pieces);
    const start = (channel * fullHeight + y + (piece % pieces)) * fullWidth + x;
    data.set(tensor.data.subarray(start, start + length), piece * length);
  }
  return { data, dims: [1, channels, height, width] };
}

/** `tensor` flipped left to right, along its last axis. */
export function mirrorTensor({ data, dims }: Tensor): Tensor {
  const width = dims.at(-1) ?? 1;
  const mirrored = data.slice();
  for (let start = 0; start < data.length; start += width) {
    mirrored.subarray(start, start + width).reverse();
  }
  return { data: mirrored, dims };
}

/** The mean of two tensors of the same size. */
export function meanTensor(a: Tensor, b: Tensor): Tensor {
  return { data: a.data.map((value, index) => (value + b.data[index]!) / 2), dims: a.dims };
}

/** Where a part of a drawing goes. */
export interface Placement {
  /** The part of the drawing that is used, px of the drawing. */
  readonly from: Box;
  /** The position of its upper left corner, px of the target. */
  readonly x: number;
  readonly y: number;
}

/** The place of the drawing of a whole tile: its inner part in the painting. */
export function placementOf(tile: { readonly px: Box; readonly inner: Box }): Placement {
  const { px, inner } = tile;
  return {
    from: { ...inner, x: inner.x - px.x, y: inner.y - px.y },
    x: inner.x,
    y: inner.y,
  };
}

/**
 * Writes a part of a [1,4,H,W] f32 drawing (rgb and matte, unit, clamped here) into `target`, which
 * has room for it. With `keepsMatte` the matte becomes alpha; otherwise the written pixels are
 * opaque.
 */
export function writeDrawing(
  drawing: Tensor,
  placement: Placement,
  target: Raster,
  keepsMatte: boolean,
): void {
  const { data } = drawing;
  const out = target.data;
  eachRow(drawing, placement, target, (start, first, count, area) => {
    for (let from = start, to = first; from < start + count; from++, to += 4) {
      // The array rounds and clamps.
      out[to] = data[from]! * 255;
      out[to + 1] = data[area + from]! * 255;
      out[to + 2] = data[2 * area + from]! * 255;
      out[to + 3] = keepsMatte ? data[3 * area + from]! * 255 : 255;
    }
  });
}

/**
 * Mixes the colours of a part of a drawing into `target`, weighted by `share` (unit) at each px of
 * the target.
 */
export function mixDrawing(
  drawing: Tensor,
  placement: Placement,
  target: Raster,
  share: (x: number, y: number) => number,
): void {
  const { data } = drawing;
  const out = target.data;
  eachRow(drawing, placement, target, (start, first, count, area) => {
    const y = Math.floor(first / 4 / target.width) + 0.5;
    for (let from = start, to = first; from < start + count; from++, to += 4) {
      const part = share(((to / 4) % target.width) + 0.5, y);
      for (let channel = 0; channel < 3; channel++) {
        const colour = Math.min(1, Math.max(0, data[channel * area + from]!)) * 255;
        out[to + channel]! += part * (colour - out[to + channel]!);
      }
    }
  });
}

/**
 * Calls `write` for each row with the index of its first px in a plane of the drawing, that in the target, the number of
 * px, and the size of a plane.
 */
function eachRow(
  { dims }: Tensor,
  { from, x, y }: Placement,
  target: Raster,
  write: (start: number, first: number, count: number, area: number) => void,
): void {
  const [, channels, height, width] = dims as [number, number, number, number];
  if (channels !== 4) throw new RangeError(`a drawing of ${channels} channels`);
  if (x + from.width > target.width || y + from.height > target.height) {
    throw new RangeError(`no room for ${from.width}×${from.height} px at ${x}, ${y}`);
  }
  for (let row = 0; row < from.height; row++) {
    const start = (from.y + row) * width + from.x;
    write(start, ((y + row) * target.width + x) * 4, from.width, width * height);
  }
}
