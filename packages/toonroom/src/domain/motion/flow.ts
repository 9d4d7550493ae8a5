import { type Layers, sampleLayers } from '../compose/layers.ts';
import type { Plane } from '../picture/raster.ts';

/** How far a picture moved, block by block, in px of the plane that it was measured in. */
export interface Flow {
  readonly columns: number;
  readonly rows: number;
  /** Of the plane. */
  readonly width: number;
  readonly height: number;
  readonly x: Float32Array;
  readonly y: Float32Array;
}

const blockPx = 8;
/** Blocks are compared with a margin: a larger window is less often mistaken. */
const marginPx = 2;
const reachPx = 8;
/** What a px of motion must gain in mean difference (0..255) to be believed: noise moves nothing. */
const costPerPx = 0.15;

/**
 * The motion from one small luminance plane to the next of the same size, by block matching: what lies at a block in
 * `to` lay `(x, y)` px further left and up in `from`. Blocks take the median of their neighbourhood.
 */
export function flowBetween(from: Plane, to: Plane): Flow {
  const { width, height } = to;
  const columns = Math.ceil(width / blockPx);
  const rows = Math.ceil(height / blockPx);
  const x = new Float32Array(columns * rows);
  const y = new Float32Array(columns * rows);
  for (let row = 0, block = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, block++) {
      const found = findBlock(from, to, column * blockPx, row * blockPx);
      x[block] = found.x;
      y[block] = found.y;
    }
  }
  const size = { columns, rows };
  return { ...size, width, height, x: medians(x, size), y: medians(y, size) };
}

function findBlock(from: Plane, to: Plane, left: number, top: number): { x: number; y: number } {
  let best = { x: 0, y: 0 };
  let least = Infinity;
  for (let y = -reachPx; y <= reachPx; y++) {
    for (let x = -reachPx; x <= reachPx; x++) {
      const cost = costPerPx * Math.hypot(x, y);
      if (cost >= least) continue;
      const difference = cost + blockDifference(from, to, left, top, x, y, least - cost);
      if (difference < least) [best, least] = [{ x, y }, difference];
    }
  }
  if (best.x === 0 && best.y === 0) return best;
  const at = (x: number, y: number): number =>
    blockDifference(from, to, left, top, best.x + x, best.y + y, Infinity);
  const middle = at(0, 0);
  return {
    x: best.x + lowest(at(-1, 0), middle, at(1, 0)),
    y: best.y + lowest(at(0, -1), middle, at(0, 1)),
  };
}

/** Where the parabola through three values at −1, 0 and 1 is lowest, at most half a step away. */
function lowest(before: number, middle: number, after: number): number {
  const bend = before - 2 * middle + after;
  return bend > 0 ? Math.min(0.5, Math.max(-0.5, (before - after) / (2 * bend))) : 0;
}

/** Mean difference of a block in `to` and of what lay (x, y) px before it; stops once it exceeds `limit`. */
function blockDifference(
  from: Plane,
  to: Plane,
  left: number,
  top: number,
  x: number,
  y: number,
  limit: number,
): number {
  const { width, height } = to;
  const [startX, endX] = [Math.max(0, left - marginPx), Math.min(width, left + blockPx + marginPx)];
  const [startY, endY] = [Math.max(0, top - marginPx), Math.min(height, top + blockPx + marginPx)];
  const most = limit * (endX - startX) * (endY - startY);
  let sum = 0;
  for (let row = startY; row < endY; row++) {
    const there = Math.min(height - 1, Math.max(0, row - y)) * width;
    for (let column = startX; column < endX; column++) {
      const other = there + Math.min(width - 1, Math.max(0, column - x));
      sum += Math.abs(to.data[row * width + column]! - from.data[other]!);
    }
    if (sum > most) return Infinity;
  }
  return sum / ((endX - startX) * (endY - startY));
}

function medians(
  values: Float32Array,
  { columns, rows }: { readonly columns: number; readonly rows: number },
): Float32Array {
  const result = new Float32Array(values.length);
  for (let row = 0, block = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, block++) {
      const near: number[] = [];
      for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
        for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
          near.push(values[y * columns + x]!);
        }
      }
      near.sort((a, b) => a - b);
      result[block] = near[near.length >> 1]!;
    }
  }
  return result;
}

/** The flow at (x, y), unit of the picture, as shares of its width and height; bilinear between blocks. */
function flowAt(flow: Flow, x: number, y: number, out: Float64Array): void {
  const { columns, rows } = flow;
  const left = Math.min(columns - 1, Math.max(0, (x * flow.width) / blockPx - 0.5));
  const top = Math.min(rows - 1, Math.max(0, (y * flow.height) / blockPx - 0.5));
  const column = left | 0;
  const row = top | 0;
  const [tx, ty] = [left - column, top - row];
  const right = column + 1 < columns ? 1 : 0;
  const index = row * columns + column;
  const below = index + (row + 1 < rows ? columns : 0);
  const mix = (values: Float32Array): number => {
    const upper = values[index]! + tx * (values[index + right]! - values[index]!);
    const lower = values[below]! + tx * (values[below + right]! - values[below]!);
    return upper + ty * (lower - upper);
  };
  out[0] = mix(flow.x) / flow.width;
  out[1] = mix(flow.y) / flow.height;
}

/** The layers of a picture, moved along with it. */
export function moveLayers(layers: Layers, flow: Flow): Layers {
  if (isStill(flow)) return layers;
  const { width, height, channels } = layers;
  const area = width * height;
  const data = new Uint8ClampedArray(layers.data.length);
  const offset = new Float64Array(2);
  const found = new Float32Array(channels);
  for (let row = 0, pixel = 0; row < height; row++) {
    for (let column = 0; column < width; column++, pixel++) {
      const [x, y] = [column + 0.5, row + 0.5];
      flowAt(flow, x / width, y / height, offset);
      sampleLayers(layers, x - offset[0]! * width, y - offset[1]! * height, found);
      for (let channel = 0; channel < channels; channel++) {
        data[channel * area + pixel] = found[channel]! * 255;
      }
    }
  }
  return { width, height, channels, data };
}

function isStill({ x, y }: Flow): boolean {
  return x.every((value) => value === 0) && y.every((value) => value === 0);
}

/** `before` on its way to `after`: `share` of the way, unit. Both have one size. */
export function mixLayers(before: Layers, after: Layers, share: number): Layers {
  const data = after.data.map((value, index) => {
    const was = before.data[index]!;
    return was + share * (value - was);
  });
  return { ...after, data };
}

/** Longest side of the planes that motion is measured in. */
const planeSidePx = 128;

/** The size of the plane in which a picture's motion is measured. */
export function flowSize({ width, height }: { readonly width: number; readonly height: number }): {
  readonly width: number;
  readonly height: number;
} {
  const factor = Math.min(1, planeSidePx / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * factor)),
    height: Math.max(1, Math.round(height * factor)),
  };
}
