import { createPlane, type Plane, type Raster } from '../picture/raster.ts';
import { blurPlane } from '../picture/plane.ts';
import { lightnessOf } from '../picture/lightness.ts';
import { smoothstep } from '../picture/smoothstep.ts';

/** Averaged over so many px around, a picture at rest differs by noise alone. */
const radiusPx = 2;
/** Mean differences (0..255) below which a pixel counts as at rest, and from which on it moves. */
const restDifference = 1.2;
const motionDifference = 5;

/** How much each pixel of the second picture of one size is at rest, unit: its surroundings look as they did before. */
export function restOf(before: Raster, after: Raster): Plane {
  const [a, b] = [lightnessOf(before), lightnessOf(after)];
  const change = createPlane(after.width, after.height);
  for (let pixel = 0; pixel < change.data.length; pixel++) {
    change.data[pixel] = b.data[pixel]! - a.data[pixel]!;
  }
  const mean = blurPlane(change, radiusPx);
  mean.data.forEach((value, pixel) => {
    mean.data[pixel] = 1 - smoothstep(restDifference, motionDifference, Math.abs(value));
  });
  return mean;
}

/** Mixes into `picture`, in place, `share` of `before` where `rest` tells that nothing moves; all have one size. */
export function holdStill(picture: Raster, before: Raster, rest: Plane, share: number): void {
  const { data } = picture;
  for (let pixel = 0, at = 0; at < data.length; pixel++, at += 4) {
    const kept = share * rest.data[pixel]!;
    if (kept === 0) continue;
    data[at] = data[at]! + kept * (before.data[at]! - data[at]!);
    data[at + 1] = data[at + 1]! + kept * (before.data[at + 1]! - data[at + 1]!);
    data[at + 2] = data[at + 2]! + kept * (before.data[at + 2]! - data[at + 2]!);
  }
}

/** A drawing may lie so many px beside what it shows: faces are drawn with other proportions. */
const drawnBesidePx = 6;

/** `rest` without a border around everything that moves. */
export function apartFromMotion(rest: Plane): Plane {
  const near = blurPlane(rest, drawnBesidePx);
  near.data.forEach((value, pixel) => {
    near.data[pixel] = Math.max(0, 1 - 8 * (1 - value)) * rest.data[pixel]!;
  });
  return near;
}
