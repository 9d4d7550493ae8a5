import { alignFace, cropSize } from '#domain/face/align.ts';
import { type FaceWarp, seenBox, warpedCrop } from '#domain/face/displacement.ts';
import { reliabilityAtYaw, yawDegrees, type Detection } from '#domain/face/faces.ts';
import type { Fidelity } from '#domain/face/fidelity.ts';
import {
  affineScale,
  applyAffine,
  invertAffine,
  mapBox,
  type Affine,
  type Box,
} from '#domain/picture/geometry.ts';
import { mapLandmarks, type Landmarks } from '#domain/face/landmarks.ts';
import { exaggerate, type Proportions } from '#domain/face/proportions.ts';
import { tweakFace } from '#domain/edit/tweakFace.ts';
import type { FaceTweaks } from '#domain/edit/tweaks.ts';
import type { Raster } from '#domain/picture/raster.ts';
import { warpField } from '#domain/face/warp.ts';
import type { FaceSummary, FoundFace, HeadSquare, Notice } from '../contract.ts';
import { faceSquare } from './faceSquare.ts';
import { findLandmarks } from './landmarker.ts';
import { giveBack } from '../pixels/giveBack.ts';
import { readPhotoPart } from '../pixels/photoPixels.ts';
import type { VisionTasks } from '../runtime/visionTasks.ts';

/** Faces drawn one by one, largest first; in a larger group the rest is part of the scene. */
const maxDrawnFaces = 36;
/** A smaller face has no features to redraw: the scene's drawing serves it. */
export const minDrawnFacePx = 28;
/** Source pixels per crop pixel: the warp enlarges some parts, which should not get soft. */
const cropOversampling = 1.25;

/** Where a face lies on the template. */
export interface AlignedFace {
  readonly cropFromPhoto: Affine<'photo', 'crop'>;
  readonly landmarks: Landmarks<'crop'>;
  /** The size that it is painted for: a side of its crop, photo px. Its own size where absent. */
  readonly side?: number;
}

/** A face of the photo; `aligned` is absent when it is only part of the scene. */
export interface Face {
  readonly summary: FaceSummary;
  readonly aligned?: AlignedFace;
}

/** How a face is to be drawn: its field, and the landmarks of the warped face. */
export interface FacePlan {
  readonly warp: FaceWarp;
  readonly landmarks: Landmarks<'crop'>;
  /** The landmarks before somebody changed them by hand. */
  readonly untweaked: Landmarks<'crop'>;
}

/** A face's drawing, its alpha the head's share of each pixel, and how true it is to the photo. */
export interface DrawnFace {
  readonly drawing: Raster;
  readonly fidelity: Fidelity | undefined;
}

/** Finds a face's landmarks and brings them onto the template; far down the list it stays scenery. */
export function alignedFace(
  { landmarker }: VisionTasks,
  bitmap: ImageBitmap,
  detection: Detection,
  faceId: number,
): Face {
  const { box } = detection;
  const isDrawn = faceId < maxDrawnFaces && box.width >= minDrawnFacePx;
  const landmarks = isDrawn ? findLandmarks(landmarker, faceSquare(bitmap, detection)) : undefined;
  if (!landmarks) return { summary: { faceId, box, reliability: 0, drawnAs: 'scene' } };
  return faceOf(faceId, box, landmarks);
}

/** A face to be drawn by itself, its landmarks brought onto the template. */
export function faceOf(faceId: number, box: Box, landmarks: Landmarks<'photo'>): Face {
  const cropFromPhoto = alignFace(landmarks);
  const reliability = reliabilityAtYaw(yawDegrees(landmarks));
  return {
    summary: { faceId, box, reliability, drawnAs: 'face', head: headSquare(cropFromPhoto) },
    aligned: { cropFromPhoto, landmarks: mapLandmarks(cropFromPhoto, landmarks, 'crop') },
  };
}

/** A face as it is told of by itself. */
export function foundFace({ summary: { box, reliability }, aligned }: Face): FoundFace {
  const landmarks =
    aligned && mapLandmarks(invertAffine(aligned.cropFromPhoto), aligned.landmarks, 'photo').xy;
  return { box, reliability, landmarks: landmarks ?? null };
}

/** The square of the photo that the crop shows. */
function headSquare(cropFromPhoto: Affine<'photo', 'crop'>): HeadSquare {
  const photoFromCrop = invertAffine(cropFromPhoto);
  const middle = applyAffine(photoFromCrop, { x: cropSize / 2, y: cropSize / 2 });
  return {
    x: middle.x,
    y: middle.y,
    side: cropSize * affineScale(photoFromCrop),
    angle: Math.atan2(photoFromCrop.b, photoFromCrop.a),
  };
}

/**
 * Where a face's landmarks go at `amount` (0..1.3) and with `tweaks`, which are scaled by `trust` (0..1), and the field
 * that moves the photo there.
 */
export function planFace(
  { cropFromPhoto, landmarks: source }: AlignedFace,
  proportions: Proportions,
  amount: number,
  tweaks: FaceTweaks = {},
  trust = 1,
): FacePlan {
  // What moves keeps its depth.
  const untweaked = { ...exaggerate(source, proportions, amount), z: source.z };
  const landmarks = tweakFace(untweaked, tweaks, trust);
  const warp = { cropFromPhoto, displacement: warpField(source, landmarks) };
  return { warp, landmarks, untweaked };
}

/** Whether two faces' crops have a part of the photo in common. */
export function cropsOverlap(a: FaceWarp, b: FaceWarp): boolean {
  const [first, second] = [photoBox(a), photoBox(b)];
  return (
    first.x < second.x + second.width &&
    second.x < first.x + first.width &&
    first.y < second.y + second.height &&
    second.y < first.y + first.height
  );
}

/** The upright box around a face's crop, photo px. */
function photoBox({ cropFromPhoto }: FaceWarp): Box {
  return mapBox(invertAffine(cropFromPhoto), { x: 0, y: 0, width: cropSize, height: cropSize });
}

/** The aligned face as the warped photo shows it, side² px, or the part `window` (whole px of that) of it. */
export function cutFace(
  bitmap: ImageBitmap,
  { cropFromPhoto }: Pick<FaceWarp, 'cropFromPhoto'>,
  warps: readonly FaceWarp[],
  side = cropSize,
  window: Box = { x: 0, y: 0, width: side, height: side },
): Raster {
  const scale = affineScale(cropFromPhoto) * (side / cropSize) * cropOversampling;
  const box = mapBox(invertAffine(cropFromPhoto), seenBox(window, side, warps));
  const { raster, outputFromPhoto } = readPhotoPart(bitmap, box, scale);
  const crop = warpedCrop(raster, outputFromPhoto, cropFromPhoto, warps, side, window);
  giveBack(raster.data);
  return crop;
}

/** What the person should know about the faces of a picture drawn at `strength`. */
export function faceNotices(faces: readonly FaceSummary[], strength: number): readonly Notice[] {
  const notices: Notice[] = [];
  const missed = faces.filter(({ drawnAs }) => drawnAs === 'scene');
  if (faces.some(({ fidelity }) => fidelity && fidelity.gentleShare < strength)) {
    notices.push('strayedFace');
  }
  if (faces.length === 0) notices.push('noFace');
  if (faces.length > maxDrawnFaces) notices.push('manyFaces');
  const large = missed.filter(({ box }) => box.width >= minDrawnFacePx);
  if (large.some(({ faceId }) => faceId < maxDrawnFaces)) {
    notices.push('faceWithoutLandmarks');
  }
  if (faces.some(({ drawnAs, reliability }) => drawnAs === 'face' && reliability < 0.5)) {
    notices.push('profileFace');
  }
  return notices;
}
