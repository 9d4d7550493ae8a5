import { cropSize, templatePoints } from '../face/align.ts';
import { type FaceWarp, warpedCrop } from '../face/displacement.ts';
import {
  type Affine,
  affineScale,
  applyAffine,
  composeAffine,
  type CropPoint,
  invertAffine,
} from '../picture/geometry.ts';
import { createPlane, createRaster, type Plane, type Raster } from '../picture/raster.ts';
import { downscale, sampleBilinear } from '../picture/resample.ts';
import { seamOf } from './seamVisibility.ts';
import { smoothstep } from '../picture/smoothstep.ts';

/** One face to lay over the scene. */
export interface FaceLayer extends FaceWarp {
  /** The drawing of the warped photo's crop, square; alpha is the head's share of each pixel. */
  readonly drawing: Raster;
  /** Unit; absent where the picture's strength applies to this face too. */
  readonly ownStrength?: number | undefined;
}

/** A face's drawing ready to be laid over the output, no finer than the output. */
export interface FittedLayer {
  /** As {@link FaceLayer.drawing}. */
  readonly drawing: Raster;
  /** Where a layer may cover the scene; unit, cropSize² px, 0 on the crop's border. */
  readonly mask: Plane;
  readonly cropFromOutput: Affine<'output', 'crop'>;
  readonly ownStrength: number | undefined;
}

/** A drawing fades in over this distance from the crop's border, crop px. */
const featherPx = 48;
/** A drawing finer than the output by more than this factor is averaged down to it. */
const finest = 1.25;

/** The circle around eyes, nose and mouth of every aligned face, crop px. */
const features = { ...meanOf(templatePoints), radius: 90 } as const;
/** The protection of another face's features fades out at this distance, in radii. */
const spareReach = 1.4;
/** Halfway between two faces, the protection starts gradually over this difference in radii. */
const gentleEdge = 0.25;

function meanOf(points: readonly CropPoint[]): CropPoint {
  const sum = (axis: 'x' | 'y'): number => points.reduce((total, point) => total + point[axis], 0);
  return { x: sum('x') / points.length, y: sum('y') / points.length };
}

/** The layer of `face` for an output whose pixel p shows the photo at photoFromOutput·p. */
export function fitLayer(
  face: FaceLayer,
  faces: readonly FaceLayer[],
  photoFromOutput: Affine<'output', 'photo'>,
): FittedLayer {
  const { drawing, cropFromPhoto, ownStrength } = face;
  const cropFromOutput = composeAffine(cropFromPhoto, photoFromOutput);
  const size = Math.max(1, Math.round(cropSize / affineScale(cropFromOutput)));
  const isFiner = drawing.width > finest * size;
  return {
    drawing: isFiner ? downscale(drawing, size, size) : drawing,
    mask: maskOf(face, faces),
    cropFromOutput,
    ownStrength,
  };
}

/**
 * How visible the seam of `face` over `scene` is (see {@link seamOf}); `photoCrop` is the warped
 * photo it was drawn from, cropSize² px.
 */
export function layerSeam(
  face: FaceLayer,
  faces: readonly FaceLayer[],
  scene: Raster,
  sceneFromPhoto: Affine<'photo', 'output'>,
  photoCrop: Raster,
): number {
  const sceneCrop = warpedCrop(scene, sceneFromPhoto, face.cropFromPhoto, faces);
  const drawing = atCropSize(face.drawing);
  const mask = maskOf(face, faces);
  mask.data.forEach((share, pixel) => {
    mask.data[pixel] = (share * drawing.data[pixel * 4 + 3]!) / 255;
  });
  return seamOf(photoCrop, drawing, sceneCrop, mask);
}

/** `drawing` scaled to cropSize² px. */
export function atCropSize(drawing: Raster): Raster {
  if (drawing.width === cropSize) return drawing;
  if (drawing.width > cropSize) return downscale(drawing, cropSize, cropSize);
  const enlarged = createRaster(cropSize, cropSize);
  const pixel = new Float64Array(4);
  const step = drawing.width / cropSize;
  for (let row = 0, index = 0; row < cropSize; row++) {
    for (let column = 0; column < cropSize; column++, index += 4) {
      sampleBilinear(drawing, (column + 0.5) * step, (row + 0.5) * step, pixel);
      enlarged.data.set(pixel, index);
    }
  }
  return enlarged;
}

/** What the layer of `face` may cover: all but the crop's border and the features of other faces. */
function maskOf(face: FaceLayer, faces: readonly FaceLayer[]): Plane {
  const mask = featherMask();
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

/** Distance from the centre of the features, in their radii. */
function distanceFromFeatures({ x, y }: CropPoint): number {
  return Math.hypot(x - features.x, y - features.y) / features.radius;
}

/** From 0 on the crop's border to 1 inside, cropSize² px. */
export function featherMask(): Plane {
  const mask = createPlane(cropSize, cropSize);
  const ramp = Float32Array.from({ length: cropSize }, (_, position) =>
    featherAt(position + 0.5, cropSize / 2),
  );
  for (let row = 0, index = 0; row < cropSize; row++) {
    for (let column = 0; column < cropSize; column++)
      mask.data[index++] = ramp[row]! * ramp[column]!;
  }
  return mask;
}

/** Weight of a crop at its point (x, y): 0 on its border and beyond, 1 inside. */
export function featherAt(x: number, y: number): number {
  const ramp = (position: number): number =>
    smoothstep(0, featherPx, Math.min(position, cropSize - position));
  return ramp(x) * ramp(y);
}
