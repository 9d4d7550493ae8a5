import { blurPlane, planeOf } from './plane.ts';
import { createPlane, type Plane, type Raster } from './raster.ts';

/**
 * How a drawing follows the photo in what is finer than its own pixels: enlarged, it gets
 * gain · (photo − low) added, so that edges end as sharp as the photo's and flat areas stay flat.
 */
export interface Detail {
  /** How steeply the drawing's lightness follows the photo's, 0 to 1.5. */
  readonly gain: Plane;
  /** The photo's lightness at the drawing's size, 0 to 255. */
  readonly low: Plane;
}

/** A drawing's pixel follows the photo's within this distance. */
const RADIUS_PX = 2;
/** Variance of lightness below which a part of the photo counts as even. */
const EVEN_VARIANCE = 60;
const MAX_GAIN = 1.5;

/** Rec. 601 luma of a pixel, 0 to 255. */
export function lightness(red: number, green: number, blue: number): number {
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}

/** What `drawing` takes from the photo it was made of; both have the same size. */
export function detailOf(photo: Raster, drawing: Raster): Detail {
  const low = lightnessOf(photo);
  const drawn = lightnessOf(drawing);
  const product = createPlane(low.width, low.height);
  const square = createPlane(low.width, low.height);
  for (let pixel = 0; pixel < low.data.length; pixel++) {
    product.data[pixel] = low.data[pixel]! * drawn.data[pixel]!;
    square.data[pixel] = low.data[pixel]! ** 2;
  }
  const [meanLow, meanDrawn, meanProduct, meanSquare] = [low, drawn, product, square].map((plane) =>
    blurPlane(plane, RADIUS_PX),
  ) as [Plane, Plane, Plane, Plane];
  const slope = createPlane(low.width, low.height);
  for (let pixel = 0; pixel < slope.data.length; pixel++) {
    const mean = meanLow.data[pixel]!;
    const covariance = meanProduct.data[pixel]! - mean * meanDrawn.data[pixel]!;
    const variance = meanSquare.data[pixel]! - mean * mean;
    slope.data[pixel] = Math.min(MAX_GAIN, Math.max(0, covariance / (variance + EVEN_VARIANCE)));
  }
  return { gain: blurPlane(slope, 1), low };
}

/** Lightness of each pixel, 0 to 255. */
export function lightnessOf(raster: Raster): Plane {
  const { data } = raster;
  return planeOf(raster, (pixel) => {
    const index = pixel * 4;
    return lightness(data[index]!, data[index + 1]!, data[index + 2]!);
  });
}
