import { blurPlane } from '../picture/plane.ts';
import { createPlane, createRaster, type Plane, type Raster } from '../picture/raster.ts';
import { smoothstep } from '../picture/smoothstep.ts';

/**
 * Between these shares a pixel becomes sure to show a person; the edge takes its colours from such
 * pixels.
 */
const surelyPeople = [0.93, 1] as const;
/** Blur radii, px of the people's plane: near colours first, then those further inside. */
const reachesPx = [3, 9] as const;
/** Below this weight there is no sure pixel nearby. */
const leastWeight = 0.02;

/**
 * The colours of people continued beyond their edges, where the picture mixes them with the
 * background (after the blurred foreground estimation of Forte, 2021). `picture` has the size of
 * `people` (unit). Alpha is 255 where a colour is known, otherwise 0.
 * @throws RangeError when the sizes differ.
 */
export function foregroundColours(picture: Raster, people: Plane): Raster {
  const { width, height } = people;
  if (picture.width !== width || picture.height !== height) {
    throw new RangeError(
      `people of ${width} × ${height} in ${picture.width} × ${picture.height} px`,
    );
  }
  const sure = createPlane(width, height);
  for (let pixel = 0; pixel < sure.data.length; pixel++) {
    sure.data[pixel] = smoothstep(surelyPeople[0], surelyPeople[1], people.data[pixel]!);
  }
  const colours = createRaster(width, height);
  const weights = reachesPx.map((reach) => blurPlane(sure, reach));
  const channel = createPlane(width, height);
  for (let index = 0; index < 3; index++) {
    for (let pixel = 0; pixel < channel.data.length; pixel++) {
      channel.data[pixel] = sure.data[pixel]! * picture.data[pixel * 4 + index]!;
    }
    const sums = reachesPx.map((reach) => blurPlane(channel, reach));
    for (let pixel = 0; pixel < channel.data.length; pixel++) {
      const near = weights[0]!.data[pixel]! > leastWeight ? 0 : 1;
      const weight = weights[near]!.data[pixel]!;
      if (weight > leastWeight / 4) {
        colours.data[pixel * 4 + index] = sums[near]!.data[pixel]! / weight;
        colours.data[pixel * 4 + 3] = 255;
      }
    }
  }
  return colours;
}
