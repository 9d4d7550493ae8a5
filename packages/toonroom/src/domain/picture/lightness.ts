import { planeOf } from './plane.ts';
import type { Plane, Raster } from './raster.ts';

/** Rec. 601 luma of a pixel, 0 to 255. */
function lightness(red: number, green: number, blue: number): number {
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}

/** Lightness of each pixel, 0 to 255. */
export function lightnessOf(raster: Raster): Plane {
  const { data } = raster;
  return planeOf(raster, (pixel) => {
    const index = pixel * 4;
    return lightness(data[index]!, data[index + 1]!, data[index + 2]!);
  });
}
