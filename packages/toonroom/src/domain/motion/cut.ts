import type { Plane } from '../picture/raster.ts';

/** A cut changes a small picture by more than this, its change of brightness left out: mean, 0..255. */
const cutDifference = 26;

/** Whether two small luminance planes of one size show two scenes. */
export function isCut(before: Plane, after: Plane): boolean {
  const count = after.data.length;
  let brighter = 0;
  for (let index = 0; index < count; index++) brighter += after.data[index]! - before.data[index]!;
  brighter /= count;
  let sum = 0;
  for (let index = 0; index < count; index++) {
    sum += Math.abs(after.data[index]! - before.data[index]! - brighter);
  }
  return sum / count > cutDifference;
}
