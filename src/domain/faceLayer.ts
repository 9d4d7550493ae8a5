import { cropSize, templatePoints } from './align.ts';
import type { Detail } from './detail.ts';
import { type FaceWarp, warpedCrop } from './displacement.ts';
import {
  type Affine,
  affineScale,
  applyAffine,
  composeAffine,
  type CropPoint,
  invertAffine,
  scaleAffine,
} from './geometry.ts';
import { fromLab, type Lab, toLab } from './lab.ts';
import { blurPlane, samplePlane, shrinkPlane } from './plane.ts';
import { createPlane, createRaster, type Plane, type Raster } from './raster.ts';
import { downscale } from './resample.ts';
import { seamOf } from './seam.ts';
import { smoothstep } from './smoothstep.ts';
import type { Drawing } from './tensor.ts';

/** One face to lay over the scene; `drawing` is cropSize² px and shows the warped photo. */
export interface FaceLayer extends FaceWarp {
  readonly drawing: Drawing;
  /** Unit; absent where the picture's strength holds for this face too. */
  readonly ownStrength?: number | undefined;
  /** Unit: the share of its strength that the face is drawn at. */
  readonly easing: number;
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
  readonly easing: number;
  /** Present where the output is finer than the drawing. */
  readonly detail: Detail | undefined;
}

/** Over this distance from the crop's border a drawing fades in, crop px. */
const featherPx = 48;
/** Colours are matched over about this distance; twice as far inside the mask's edge the match has faded, crop px. */
const matchRadiusPx = 24;
/** Further than this a drawing's colours are not shifted along an axis of Lab: a larger gap is content, not tone. */
const maxShift = 13;
/** Below this sum of weights the mask has no band to compare colours in. */
const minBandWeight = 16;
/** Colours are compared in squares of so many crop px. */
const bandCellPx = 4;
/** A cell's weight below which it hardly counts. */
const faintBand = 0.02;

/** The circle around eyes, nose and mouth of every aligned face, crop px. */
const features = { ...meanOf(templatePoints), radius: 90 } as const;
/** Out to so many radii another face's surroundings are spared, ever less. */
const spareReach = 1.4;
/** Half-way between two faces, sparing sets in over this difference of radii. */
const gentleEdge = 0.25;

function meanOf(points: readonly CropPoint[]): CropPoint {
  const sum = (axis: 'x' | 'y'): number => points.reduce((total, point) => total + point[axis], 0);
  return { x: sum('x') / points.length, y: sum('y') / points.length };
}

/** The layer of `face` over `scene`, for an output that shows the photo at photoFromOutput·p. */
export function fitLayer(
  face: FaceLayer,
  faces: readonly FaceLayer[],
  scene: Raster,
  sceneFromPhoto: Affine<'photo', 'output'>,
  photoFromOutput: Affine<'output', 'photo'>,
): FittedLayer {
  const mask = maskOf(face, faces);
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
    easing: face.easing,
    detail: size === cropSize ? face.detail : undefined,
  };
}

/** The seam of `face` over `scene`; `photoCrop` is the warped photo it was drawn from. */
export function layerSeam(
  face: FaceLayer,
  faces: readonly FaceLayer[],
  scene: Raster,
  sceneFromPhoto: Affine<'photo', 'output'>,
  photoCrop: Raster,
): number {
  const mask = maskOf(face, faces);
  const sceneCrop = warpedCrop(scene, sceneFromPhoto, face.cropFromPhoto, faces);
  return seamOf(photoCrop, matchBorder(face.drawing.colour, mask, sceneCrop), sceneCrop, mask);
}

/** Where `face` is laid over the scene: its matte, feathered, without the features of other faces. */
function maskOf(face: FaceLayer, faces: readonly FaceLayer[]): Plane {
  const mask = featherBorder(face.drawing.matte);
  for (const other of faces) {
    if (other !== face) spareFeatures(mask, face.cropFromPhoto, other.cropFromPhoto);
  }
  return mask;
}

/** Clears `mask` (of the face at `cropFromPhoto`) where another face has its eyes, nose and mouth. */
export function spareFeatures(
  mask: Plane,
  cropFromPhoto: Affine<'photo', 'crop'>,
  otherFromPhoto: Affine<'photo', 'crop'>,
): void {
  const otherFromCrop = composeAffine(otherFromPhoto, invertAffine(cropFromPhoto));
  const { x, y } = applyAffine(invertAffine(otherFromCrop), features);
  const reach = (spareReach * features.radius) / affineScale(otherFromCrop);
  const [left, top] = [x - reach, y - reach].map((edge) => Math.max(0, Math.floor(edge))) as [
    number,
    number,
  ];
  for (let row = top; row < Math.min(mask.height, y + reach); row++) {
    for (let column = left; column < Math.min(mask.width, x + reach); column++) {
      const point = { x: column + 0.5, y: row + 0.5 };
      const own = distanceFromFeatures(point);
      const other = distanceFromFeatures(applyAffine(otherFromCrop, point));
      const spared =
        smoothstep(0, gentleEdge, own - other) * (1 - smoothstep(1, spareReach, other));
      mask.data[row * mask.width + column]! *= 1 - spared;
    }
  }
}

/** Relative to how far the features reach from their middle. */
function distanceFromFeatures({ x, y }: CropPoint): number {
  return Math.hypot(x - features.x, y - features.y) / features.radius;
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
 * `colour` shifted in Lab towards `sceneCrop`, place by place, by their difference over the band where `mask` is
 * partial: in full at the mask's edge, fading out inside. All three have the same size.
 */
export function matchBorder(colour: Raster, mask: Plane, sceneCrop: Raster): Raster {
  const shift = bandDifference(colour, mask, sceneCrop);
  if (!shift) return colour;
  const blurred = blurPlane(mask, matchRadiusPx);
  const matched = createRaster(colour.width, colour.height);
  matched.data.set(colour.data);
  for (let pixel = 0; pixel < mask.data.length; pixel++) {
    const share = 1 - smoothstep(0.5, 1, blurred.data[pixel]!);
    if (share === 0 || mask.data[pixel] === 0) continue;
    const x = ((pixel % mask.width) + 0.5) / bandCellPx;
    const y = (Math.floor(pixel / mask.width) + 0.5) / bandCellPx;
    const [lightness, a, b] = shift.map((plane) => share * samplePlane(plane, x, y));
    const own = labAt(colour, pixel);
    matched.data.set(fromLab([own[0] + lightness!, own[1] + a!, own[2] + b!]), pixel * 4);
  }
  return matched;
}

function labAt({ data }: Raster, pixel: number): Lab {
  return toLab(data[pixel * 4]!, data[pixel * 4 + 1]!, data[pixel * 4 + 2]!);
}

/**
 * scene − drawing per axis of Lab, limited to ±maxShift, in cells of the crop: where the mask is partial
 * their local mean, further away 0. Undefined where the mask is partial nowhere.
 */
function bandDifference(colour: Raster, mask: Plane, scene: Raster): readonly Plane[] | undefined {
  const side = mask.width / bandCellPx;
  const weights = createPlane(side, side);
  const sums = [0, 1, 2].map(() => createPlane(side, side));
  let total = 0;
  for (let pixel = 0; pixel < mask.data.length; pixel++) {
    const value = mask.data[pixel]!;
    const weight = value * (1 - value);
    if (weight === 0) continue;
    const column = Math.floor((pixel % mask.width) / bandCellPx);
    const cell = Math.floor(pixel / mask.width / bandCellPx) * side + column;
    weights.data[cell]! += weight;
    total += weight;
    const [wanted, own] = [labAt(scene, pixel), labAt(colour, pixel)];
    sums.forEach(({ data }, axis) => {
      data[cell]! += weight * (wanted[axis]! - own[axis]!);
    });
  }
  if (total < minBandWeight) return undefined;
  const radius = matchRadiusPx / bandCellPx;
  const around = blurPlane(weights, radius);
  return sums.map((sum) => {
    const mean = blurPlane(sum, radius);
    mean.data.forEach((value, cell) => {
      const shift = value / (around.data[cell]! + faintBand);
      mean.data[cell] = Math.min(maxShift, Math.max(-maxShift, shift));
    });
    return mean;
  });
}
