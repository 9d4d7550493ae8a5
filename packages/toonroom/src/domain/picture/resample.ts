import { type Affine, affineScale, type Box, mapBox, type Space } from './geometry.ts';
import { createRaster, type Raster } from './raster.ts';

/** The most source px per target px that bilinear sampling takes without visible aliasing. */
const maxBilinearStep = 1.25;

/** A sampler's output: red, green, blue, alpha, u8 range, not rounded. */
export type Pixel = Float64Array;

/**
 * Writes into `out` the pixel of `source` at (x, y), corner-origin px, by bilinear interpolation
 * with alpha-weighted colours; beyond the border the edge is repeated.
 */
export function sampleBilinear(source: Raster, x: number, y: number, out: Pixel): void {
  const { width, height, data } = source;
  const left = Math.min(width - 1, Math.max(0, x - 0.5));
  const top = Math.min(height - 1, Math.max(0, y - 0.5));
  const column = left | 0;
  const row = top | 0;
  const tx = left - column;
  const ty = top - row;
  const i00 = (row * width + column) * 4;
  const i10 = column + 1 < width ? i00 + 4 : i00;
  const down = row + 1 < height ? width * 4 : 0;
  const i01 = i00 + down;
  const i11 = i10 + down;
  let w11 = tx * ty;
  let w10 = tx - w11;
  let w01 = ty - w11;
  let w00 = 1 - tx - w01;
  // Photos are opaque: there is nothing to weight.
  if ((data[i00 + 3]! & data[i10 + 3]! & data[i01 + 3]! & data[i11 + 3]!) === 255) {
    out[0] = w00 * data[i00]! + w10 * data[i10]! + w01 * data[i01]! + w11 * data[i11]!;
    out[1] =
      w00 * data[i00 + 1]! + w10 * data[i10 + 1]! + w01 * data[i01 + 1]! + w11 * data[i11 + 1]!;
    out[2] =
      w00 * data[i00 + 2]! + w10 * data[i10 + 2]! + w01 * data[i01 + 2]! + w11 * data[i11 + 2]!;
    out[3] = 255;
    return;
  }
  w00 *= data[i00 + 3]!;
  w10 *= data[i10 + 3]!;
  w01 *= data[i01 + 3]!;
  w11 *= data[i11 + 3]!;
  const alpha = w00 + w10 + w01 + w11;
  const scale = alpha > 0 ? 1 / alpha : 0;
  out[0] = (w00 * data[i00]! + w10 * data[i10]! + w01 * data[i01]! + w11 * data[i11]!) * scale;
  out[1] =
    (w00 * data[i00 + 1]! + w10 * data[i10 + 1]! + w01 * data[i01 + 1]! + w11 * data[i11 + 1]!) *
    scale;
  out[2] =
    (w00 * data[i00 + 2]! + w10 * data[i10 + 2]! + w01 * data[i01 + 2]! + w11 * data[i11 + 2]!) *
    scale;
  out[3] = alpha;
}

/** Catmull-Rom's weights for the four samples around a point `t` (unit) past the second one. */
export function cubicWeights(t: number): [number, number, number, number] {
  const t2 = t * t;
  const t3 = t2 * t;
  return [
    -0.5 * t + t2 - 0.5 * t3,
    1 - 2.5 * t2 + 1.5 * t3,
    0.5 * t + 2 * t2 - 1.5 * t3,
    0.5 * (t3 - t2),
  ];
}

/**
 * Writes into `out` the pixel of `source` at (x, y), corner-origin px, by Catmull-Rom interpolation
 * with alpha-weighted colours (which may overshoot 0..255); beyond the border the edge is repeated.
 */
export function sampleCubic(source: Raster, x: number, y: number, out: Pixel): void {
  const { width, height, data } = source;
  const left = Math.min(width - 1, Math.max(0, x - 0.5));
  const top = Math.min(height - 1, Math.max(0, y - 0.5));
  const column = left | 0;
  const row = top | 0;
  const t = left - column;
  const u = top - row;
  const t2 = t * t;
  const t3 = t2 * t;
  const wx0 = -0.5 * t + t2 - 0.5 * t3;
  const wx1 = 1 - 2.5 * t2 + 1.5 * t3;
  const wx2 = 0.5 * t + 2 * t2 - 1.5 * t3;
  const wx3 = 0.5 * (t3 - t2);
  const u2 = u * u;
  const u3 = u2 * u;
  const x1 = column * 4;
  const x0 = column > 0 ? x1 - 4 : x1;
  const x2 = column + 1 < width ? x1 + 4 : x1;
  const x3 = column + 2 < width ? x1 + 8 : x2;
  let red = 0;
  let green = 0;
  let blue = 0;
  let alpha = 0;
  for (let tap = 0; tap < 4; tap++) {
    const wy =
      tap === 0
        ? -0.5 * u + u2 - 0.5 * u3
        : tap === 1
          ? 1 - 2.5 * u2 + 1.5 * u3
          : tap === 2
            ? 0.5 * u + 2 * u2 - 1.5 * u3
            : 0.5 * (u3 - u2);
    const sourceRow = Math.min(height - 1, Math.max(0, row + tap - 1));
    const start = sourceRow * width * 4;
    const i0 = start + x0;
    const i1 = start + x1;
    const i2 = start + x2;
    const i3 = start + x3;
    const w0 = wy * wx0 * data[i0 + 3]!;
    const w1 = wy * wx1 * data[i1 + 3]!;
    const w2 = wy * wx2 * data[i2 + 3]!;
    const w3 = wy * wx3 * data[i3 + 3]!;
    red += w0 * data[i0]! + w1 * data[i1]! + w2 * data[i2]! + w3 * data[i3]!;
    green += w0 * data[i0 + 1]! + w1 * data[i1 + 1]! + w2 * data[i2 + 1]! + w3 * data[i3 + 1]!;
    blue += w0 * data[i0 + 2]! + w1 * data[i1 + 2]! + w2 * data[i2 + 2]! + w3 * data[i3 + 2]!;
    alpha += w0 + w1 + w2 + w3;
  }
  // Negative lobes can bring alpha close to 0: a colour divided by it would be noise.
  const scale = alpha > 0.5 ? 1 / alpha : 0;
  out[0] = red * scale;
  out[1] = green * scale;
  out[2] = blue * scale;
  out[3] = alpha;
}

/**
 * `source`, or the part `region` of it (whole px, inside), shrunk to width × height by averaging
 * areas, colours weighted by alpha. @throws RangeError when that would enlarge it.
 */
export function downscale(
  source: Raster,
  width: number,
  height: number,
  region: Box = { x: 0, y: 0, width: source.width, height: source.height },
): Raster {
  if (width > region.width || height > region.height || width < 1 || height < 1) {
    throw new RangeError(`${region.width}×${region.height} px do not shrink to ${width}×${height}`);
  }
  const target = createRaster(width, height);
  const sums = new Float64Array(width * 4);
  const stepY = region.height / height;
  for (let row = 0; row < height; row++) {
    const top = row * stepY;
    const bottom = Math.min(region.height, top + stepY);
    sums.fill(0);
    for (let sourceRow = Math.floor(top); sourceRow < bottom; sourceRow++) {
      const share = Math.min(bottom, sourceRow + 1) - Math.max(top, sourceRow);
      if (share > 1e-9) addRow(source, region, sourceRow, share, width, sums);
    }
    writeRow(sums, target, row, (region.width / width) * stepY);
  }
  return target;
}

/** Adds `share` of one row, averaged into `width` columns, to alpha-weighted `sums`. */
function addRow(
  source: Raster,
  region: Box,
  row: number,
  share: number,
  width: number,
  sums: Float64Array,
): void {
  const { data } = source;
  const start = ((region.y + row) * source.width + region.x) * 4;
  const step = region.width / width;
  for (let column = 0; column < width; column++) {
    const left = column * step;
    const right = Math.min(region.width, left + step);
    let red = 0;
    let green = 0;
    let blue = 0;
    let alpha = 0;
    for (let x = Math.floor(left); x < right; x++) {
      const index = start + x * 4;
      const weight = (Math.min(right, x + 1) - Math.max(left, x)) * data[index + 3]!;
      red += weight * data[index]!;
      green += weight * data[index + 1]!;
      blue += weight * data[index + 2]!;
      alpha += weight;
    }
    const target = column * 4;
    sums[target]! += red * share;
    sums[target + 1]! += green * share;
    sums[target + 2]! += blue * share;
    sums[target + 3]! += alpha * share;
  }
}

function writeRow(sums: Float64Array, target: Raster, row: number, area: number): void {
  const { data, width } = target;
  for (let column = 0; column < width; column++) {
    const index = column * 4;
    const out = (row * width + column) * 4;
    const alpha = sums[index + 3]!;
    const scale = alpha > 0 ? 1 / alpha : 0;
    data[out] = sums[index]! * scale;
    data[out + 1] = sums[index + 1]! * scale;
    data[out + 2] = sums[index + 2]! * scale;
    data[out + 3] = alpha / area;
  }
}

/** The part of a picture that a map samples, shrunk so that sampling does not alias. */
export interface Prefiltered {
  readonly raster: Raster;
  /** Position in `raster` = position in the source · scale + shift. */
  readonly scaleX: number;
  readonly scaleY: number;
  readonly shiftX: number;
  readonly shiftY: number;
}

/**
 * The part of `source` within `region` (source px), averaged down where `step` source px fall on
 * one target px; `source` itself where it need not shrink.
 */
export function prefilter(source: Raster, region: Box, step: number): Prefiltered {
  if (step <= maxBilinearStep) {
    return { raster: source, scaleX: 1, scaleY: 1, shiftX: 0, shiftY: 0 };
  }
  const margin = Math.ceil(2 * step);
  const x = clampInt(Math.floor(region.x) - margin, 0, source.width - 1);
  const y = clampInt(Math.floor(region.y) - margin, 0, source.height - 1);
  const right = clampInt(Math.ceil(region.x + region.width) + margin, x + 1, source.width);
  const bottom = clampInt(Math.ceil(region.y + region.height) + margin, y + 1, source.height);
  const part = { x, y, width: right - x, height: bottom - y };
  const width = Math.max(1, Math.round((part.width / step) * maxBilinearStep));
  const height = Math.max(1, Math.round((part.height / step) * maxBilinearStep));
  const scaleX = width / part.width;
  const scaleY = height / part.height;
  return {
    raster: downscale(source, width, height, part),
    scaleX,
    scaleY,
    shiftX: -x * scaleX,
    shiftY: -y * scaleY,
  };
}

function clampInt(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}

/**
 * The picture whose pixel p shows `source` at `sourceFromTarget`·p; beyond the border its edge is
 * repeated. Where the map shrinks, areas are averaged.
 */
export function warpAffine<Target extends Space, Source extends Space>(
  source: Raster,
  sourceFromTarget: Affine<Target, Source>,
  width: number,
  height: number,
): Raster {
  const map = sourceFromTarget;
  const region = mapBox(map, { x: 0, y: 0, width, height });
  const filtered = prefilter(source, region, affineScale(map));
  const target = createRaster(width, height);
  const pixel = new Float64Array(4);
  let index = 0;
  for (let row = 0; row < height; row++) {
    const y = row + 0.5;
    for (let column = 0; column < width; column++) {
      const x = column + 0.5;
      const sourceX = (map.a * x + map.c * y + map.e) * filtered.scaleX + filtered.shiftX;
      const sourceY = (map.b * x + map.d * y + map.f) * filtered.scaleY + filtered.shiftY;
      sampleBilinear(filtered.raster, sourceX, sourceY, pixel);
      target.data[index++] = pixel[0]!;
      target.data[index++] = pixel[1]!;
      target.data[index++] = pixel[2]!;
      target.data[index++] = pixel[3]!;
    }
  }
  return target;
}
