import type { Box } from '../picture/geometry.ts';
import { createRaster, type Raster } from '../picture/raster.ts';
import { downscale, type Pixel, sampleCubic } from '../picture/resample.ts';

/**
 * The part `region` of `source` (whole px, of which some may lie outside: there it is transparent) at width × height px,
 * averaged where that is smaller, cubic where it is larger.
 */
export function resampleRegion(source: Raster, region: Box, width: number, height: number): Raster {
  const part = regionOf(source, region);
  if (width <= part.width && height <= part.height) return downscale(part, width, height);
  const result = createRaster(width, height);
  const pixel: Pixel = new Float64Array(4);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const x = ((column + 0.5) * part.width) / width;
      sampleCubic(part, x, ((row + 0.5) * part.height) / height, pixel);
      result.data.set(pixel, (row * width + column) * 4);
    }
  }
  return result;
}

function regionOf(source: Raster, { x, y, width, height }: Box): Raster {
  if (x === 0 && y === 0 && width === source.width && height === source.height) return source;
  const part = createRaster(width, height);
  const left = Math.max(0, x);
  const right = Math.min(source.width, x + width);
  for (let row = Math.max(0, -y); row < Math.min(height, source.height - y); row++) {
    if (right <= left) break;
    const from = (y + row) * source.width;
    const pixels = source.data.subarray((from + left) * 4, (from + right) * 4);
    part.data.set(pixels, (row * width + left - x) * 4);
  }
  return part;
}
