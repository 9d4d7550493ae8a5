import type { Box } from './geometry.ts';

/** A picture: RGBA u8, straight alpha, rows from the top; `data` has 4 · width · height values. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** One channel of numbers, rows from the top; `data` has width · height values. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** A transparent black raster. @throws RangeError when it cannot be allocated. */
export function createRaster(width: number, height: number): Raster {
  return { width, height, data: new Uint8ClampedArray(width * height * 4) };
}

/** A plane of zeros. @throws RangeError when it cannot be allocated. */
export function createPlane(width: number, height: number): Plane {
  return { width, height, data: new Float32Array(width * height) };
}

/** Whether every pixel of `raster` is opaque. */
export function isOpaque(raster: Raster): boolean {
  const { data } = raster;
  for (let index = 3; index < data.length; index += 4) {
    if (data[index] !== 255) return false;
  }
  return true;
}

/** A copy of `raster` with full alpha: the colours of transparent pixels become visible. */
export function opaque({ width, height, data }: Raster): Raster {
  const copy = data.slice();
  for (let index = 3; index < copy.length; index += 4) copy[index] = 255;
  return { width, height, data: copy };
}

/** The part `box` (whole px, inside) of `raster`. */
export function cutRaster(raster: Raster, { x, y, width, height }: Box): Raster {
  const part = createRaster(width, height);
  for (let row = 0; row < height; row++) {
    const start = ((y + row) * raster.width + x) * 4;
    part.data.set(raster.data.subarray(start, start + width * 4), row * width * 4);
  }
  return part;
}

/** `raster` over white; itself where it is opaque. */
export function opaqueOverWhite(raster: Raster): Raster {
  if (isOpaque(raster)) return raster;
  const data = raster.data.slice();
  for (let index = 0; index < data.length; index += 4) {
    const share = data[index + 3]! / 255;
    for (let at = index; at < index + 3; at++) data[at] = 255 + share * (data[at]! - 255);
    data[index + 3] = 255;
  }
  return { ...raster, data };
}
