import { blurPlane, shrinkPlane } from './plane.ts';
import { createPlane, createRaster, type Plane, type Raster } from './raster.ts';

/** Side of a blurred background: what is smaller is gone. */
const BLURRED_SIDE_PX = 96;
const BLUR_RADIUS_PX = 3;
/** Where nearly everything is somebody, their own colours have to do. */
const LEAST_BACKGROUND = 1e-3;

/** A gradient from `top` to `bottom` (`#rrggbb`), opaque. */
export function plainBackdrop([top, bottom]: readonly [string, string]): Raster {
  const rows = 64;
  const raster = createRaster(2, rows);
  const [from, to] = [channels(top), channels(bottom)];
  for (let row = 0; row < rows; row++) {
    const share = row / (rows - 1);
    const mixed = from.map((value, channel) => value + share * (to[channel]! - value));
    for (let column = 0; column < 2; column++) {
      raster.data.set([...mixed, 255], (row * 2 + column) * 4);
    }
  }
  return raster;
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

/**
 * `scene` blurred, opaque and small, without the colours of the `people` (unit, of the scene's size): they
 * would shine around them.
 */
export function blurredBackdrop(scene: Raster, people: Plane): Raster {
  const factor = Math.min(1, BLURRED_SIDE_PX / Math.max(scene.width, scene.height));
  const width = Math.max(1, Math.round(scene.width * factor));
  const height = Math.max(1, Math.round(scene.height * factor));
  const blurred = (at: (pixel: number) => number): Plane => {
    const plane = createPlane(scene.width, scene.height);
    for (let pixel = 0; pixel < plane.data.length; pixel++) plane.data[pixel] = at(pixel);
    return blurPlane(shrinkPlane(plane, width, height), BLUR_RADIUS_PX);
  };
  const weightAt = (pixel: number): number => 1 - people.data[pixel]! + LEAST_BACKGROUND;
  const weight = blurred(weightAt);
  const raster = createRaster(width, height);
  raster.data.fill(255);
  for (let channel = 0; channel < 3; channel++) {
    const sum = blurred((pixel) => weightAt(pixel) * scene.data[pixel * 4 + channel]!);
    for (let pixel = 0; pixel < sum.data.length; pixel++) {
      raster.data[pixel * 4 + channel] = sum.data[pixel]! / weight.data[pixel]!;
    }
  }
  return raster;
}
