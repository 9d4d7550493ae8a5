import { blurPlane, planeOf } from './plane.ts';
import type { Plane } from './raster.ts';

/**
 * `input` with its edges moved to those of `guide`, which has the same size: the guided filter (He,
 * Sun and Tang 2010). Edges of the guide fainter than the square root of `epsilon` are smoothed.
 */
export function guidedFilter(guide: Plane, input: Plane, radiusPx: number, epsilon: number): Plane {
  const blurred = (at: (index: number) => number): Plane => blurPlane(planeOf(guide, at), radiusPx);
  const meanGuide = blurPlane(guide, radiusPx);
  const meanInput = blurPlane(input, radiusPx);
  const meanSquare = blurred((index) => guide.data[index]! ** 2);
  const meanProduct = blurred((index) => guide.data[index]! * input.data[index]!);
  const slope = planeOf(guide, (index) => {
    const mean = meanGuide.data[index]!;
    const variance = meanSquare.data[index]! - mean ** 2;
    return (meanProduct.data[index]! - mean * meanInput.data[index]!) / (variance + epsilon);
  });
  const meanSlope = blurPlane(slope, radiusPx);
  const meanOffset = blurred(
    (index) => meanInput.data[index]! - slope.data[index]! * meanGuide.data[index]!,
  );
  return planeOf(
    guide,
    (index) => meanSlope.data[index]! * guide.data[index]! + meanOffset.data[index]!,
  );
}
