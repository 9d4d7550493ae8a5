import { cropSize } from './align.ts';
import type { Detail } from './detail.ts';
import { type FaceWarp, warpedCrop } from './displacement.ts';
import { type Affine, affineScale, composeAffine, scaleAffine } from './geometry.ts';
import { blurPlane, shrinkPlane } from './plane.ts';
import { createPlane, createRaster, type Plane, type Raster } from './raster.ts';
import { downscale } from './resample.ts';
import { smoothstep } from './smoothstep.ts';
import type { Drawing } from './tensor.ts';

/** One face to lay over the scene; `drawing` is cropSize² px and shows the warped photo. */
export interface FaceLayer extends FaceWarp {
  readonly drawing: Drawing;
  /** Unit; absent where the picture's strength holds for this face too. */
  readonly ownStrength?: number | undefined;
  /** For outputs finer than the drawing. */
  readonly detail?: Detail | undefined;
}

/** A face's drawing as it is laid over the output: colour-matched, masked, no finer than the output. */
export interface FittedLayer {
  readonly colour: Raster;
  /** Unit; 0 on the crop's border. */
  readonly mask: Plane;
  /** From the output to `colour` and `mask`. */
  readonly layerFromOutput: Affine<'output', 'crop'>;
  readonly ownStrength: number | undefined;
  /** Present where the output is finer than the drawing. */
  readonly detail: Detail | undefined;
}

/** Over this distance from the crop's border a drawing fades in, crop px. */
const featherPx = 48;
/** Over about twice this distance inside the mask's edge the colour match fades out, crop px. */
const matchRadiusPx = 24;
/** Further than this a drawing's colours are not shifted, u8: a larger gap is content, not tone. */
const maxShift = 32;
/** Below this sum of weights the mask has no band to compare colours in. */
const minBandWeight = 16;

/** The layer of `face` over `scene`, for an output that shows the photo at photoFromOutput·p. */
export function fitLayer(
  face: FaceLayer,
  faces: readonly FaceLayer[],
  scene: Raster,
  sceneFromPhoto: Affine<'photo', 'output'>,
  photoFromOutput: Affine<'output', 'photo'>,
): FittedLayer {
  const mask = featherBorder(face.drawing.matte);
  const sceneCrop = warpedCrop(scene, sceneFromPhoto, face.cropFromPhoto, faces);
  const colour = matchBorder(face.drawing.colour, mask, sceneCrop);
  const cropFromOutput = composeAffine(face.cropFromPhoto, photoFromOutput);
  // Where the output is coarser than the drawing, the drawing is averaged down to it first.
  const size = Math.max(1, Math.min(cropSize, Math.round(cropSize / affineScale(cropFromOutput))));
  const fitted = size === cropSize ? mask : shrinkPlane(mask, size, size);
  clearEdge(fitted);
  const scale = size / cropSize;
  return {
    colour: size === cropSize ? colour : downscale(colour, size, size),
    mask: fitted,
    layerFromOutput: composeAffine(scaleAffine<'crop', 'crop'>(scale, scale), cropFromOutput),
    ownStrength: face.ownStrength,
    detail: size === cropSize ? face.detail : undefined,
  };
}

/** Zeroes the outermost pixels: sampling repeats them on the border, where a face must have faded. */
function clearEdge(mask: Plane): void {
  const { width, height, data } = mask;
  data.fill(0, 0, width);
  data.fill(0, (height - 1) * width);
  for (let row = 0; row < height; row++) {
    data[row * width] = 0;
    data[(row + 1) * width - 1] = 0;
  }
}

/** `matte` (cropSize² px) times a ramp from 0 on the crop's border to 1 inside. */
export function featherBorder(matte: Plane): Plane {
  const mask = createPlane(matte.width, matte.height);
  const ramp = (position: number, size: number): number =>
    smoothstep(0, featherPx, Math.min(position + 0.5, size - position - 0.5));
  for (let row = 0; row < matte.height; row++) {
    const rowRamp = ramp(row, matte.height);
    for (let column = 0; column < matte.width; column++) {
      const index = row * matte.width + column;
      mask.data[index] = matte.data[index]! * rowRamp * ramp(column, matte.width);
    }
  }
  return mask;
}

/**
 * `colour` shifted towards `sceneCrop` by their mean difference over the band where `mask` is partial:
 * in full outside and at the mask's edge, fading out inside. All three have the same size.
 */
export function matchBorder(colour: Raster, mask: Plane, sceneCrop: Raster): Raster {
  const shift = bandDifference(colour, mask, sceneCrop);
  const blurred = blurPlane(mask, matchRadiusPx);
  const matched = createRaster(colour.width, colour.height);
  for (let pixel = 0; pixel < mask.data.length; pixel++) {
    const share = 1 - smoothstep(0.5, 1, blurred.data[pixel]!);
    const index = pixel * 4;
    matched.data[index] = colour.data[index]! + share * shift[0];
    matched.data[index + 1] = colour.data[index + 1]! + share * shift[1];
    matched.data[index + 2] = colour.data[index + 2]! + share * shift[2];
    matched.data[index + 3] = 255;
  }
  return matched;
}

/** The mean of scene − drawing where the mask is partial, u8 per channel, limited to ±maxShift. */
function bandDifference(colour: Raster, mask: Plane, scene: Raster): [number, number, number] {
  let [red, green, blue, sum] = [0, 0, 0, 0];
  for (let pixel = 0; pixel < mask.data.length; pixel++) {
    const value = mask.data[pixel]!;
    const weight = value * (1 - value);
    if (weight === 0) continue;
    const index = pixel * 4;
    red += weight * (scene.data[index]! - colour.data[index]!);
    green += weight * (scene.data[index + 1]! - colour.data[index + 1]!);
    blue += weight * (scene.data[index + 2]! - colour.data[index + 2]!);
    sum += weight;
  }
  if (sum < minBandWeight) return [0, 0, 0];
  const limit = (value: number): number => Math.min(maxShift, Math.max(-maxShift, value / sum));
  return [limit(red), limit(green), limit(blue)];
}
