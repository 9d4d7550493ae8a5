import { lightnessOf } from '../picture/lightness.ts';
import { createRaster, type Plane, type Raster } from '../picture/raster.ts';

/** Where the photo's own slope is above this, u8 per px, an edge is expected. */
const evenSlope = 4;

/**
 * How visible the seam is of a face laid over its scene: by how much the slope across the mask's
 * edge is steeper than the photo's, counted where the photo is smooth; mean over the edge, u8 per
 * px. All pictures have the same size.
 */
export function seamOf(photo: Raster, colour: Raster, scene: Raster, mask: Plane): number {
  const laid = createRaster(mask.width, mask.height);
  mask.data.forEach((share, pixel) => {
    for (let index = pixel * 4; index < pixel * 4 + 3; index++) {
      laid.data[index] = scene.data[index]! + share * (colour.data[index]! - scene.data[index]!);
    }
  });
  const [seen, drawn] = [lightnessOf(photo), lightnessOf(laid)];
  const { width, height } = mask;
  let [sum, edge] = [0, 0];
  for (let row = 1; row < height - 1; row++) {
    for (let column = 1; column < width - 1; column++) {
      const pixel = row * width + column;
      const [maskX, maskY] = slope(mask, pixel);
      const steepness = Math.hypot(maskX, maskY);
      if (steepness < 1e-3) continue;
      const across = ([x, y]: readonly [number, number]): number =>
        Math.abs(x * maskX + y * maskY) / steepness;
      const own = across(slope(seen, pixel));
      const evenness = Math.exp(-((own / evenSlope) ** 2));
      sum += steepness * evenness * (across(slope(drawn, pixel)) - own);
      edge += steepness;
    }
  }
  return edge > 0 ? sum / edge : 0;
}

/** Per px, central differences. */
function slope({ data, width }: Plane, pixel: number): readonly [number, number] {
  return [
    (data[pixel + 1]! - data[pixel - 1]!) / 2,
    (data[pixel + width]! - data[pixel - width]!) / 2,
  ];
}
