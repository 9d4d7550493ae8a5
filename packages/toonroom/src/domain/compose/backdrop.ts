import { blurPlane, shrinkPlane } from '../picture/plane.ts';
import { createPlane, createRaster, type Plane, type Raster } from '../picture/raster.ts';

/** Long side of the background for a soft and for a strong blur, px: smaller details vanish. */
const blurredSidesPx = [384, 48] as const;
const blurRadiusPx = 3;
/** Least weight of a pixel: with hardly any background, the people's own colours are used. */
const leastBackground = 1e-3;

/**
 * `scene` blurred by `amount` (unit), opaque and small. The colours of `people` (unit, size of the
 * scene) are left out, since they would glow around the people.
 */
export function blurredBackdrop(scene: Raster, people: Plane, amount: number): Raster {
  const [soft, strong] = blurredSidesPx;
  const side = soft * (strong / soft) ** amount;
  const factor = Math.min(1, side / Math.max(scene.width, scene.height));
  const width = Math.max(1, Math.round(scene.width * factor));
  const height = Math.max(1, Math.round(scene.height * factor));
  const blurred = (at: (pixel: number) => number): Plane => {
    const plane = createPlane(scene.width, scene.height);
    for (let pixel = 0; pixel < plane.data.length; pixel++) plane.data[pixel] = at(pixel);
    return blurPlane(shrinkPlane(plane, width, height), blurRadiusPx);
  };
  const weightAt = (pixel: number): number => 1 - people.data[pixel]! + leastBackground;
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
