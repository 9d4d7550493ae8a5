import type { Detection as VisionDetection, FaceDetector } from '@mediapipe/tasks-vision';
import { mergeDetections, type Detection } from '#domain/face/faces.ts';
import {
  applyAffine,
  invertAffine,
  mapBox,
  type Affine,
  type Box,
} from '#domain/picture/geometry.ts';
import type { Raster } from '#domain/picture/raster.ts';
import { planTiles } from '#domain/picture/tiles.ts';
import { readPhotoPart, turnPart, type PhotoPart } from '../pixels/photoPixels.ts';
import { faceSquare } from './faceSquare.ts';
import { look, type VisionTasks } from '../runtime/visionTasks.ts';
import { checkpoint } from '../jobs/jobs.ts';

/** Twice what the detectors see: they pick pixels without averaging, and larger pictures only cost time. */
const detectSidePx = 384;
/** Closer looks, square by square; lengths relative to the photo's long side. */
interface Look {
  readonly side: number;
  /** At least as long as the largest face that only this look sees. */
  readonly overlap: number;
}
/** Sees faces from a thirtieth of the photo's long side on. */
const closeLook: Look = { side: 0.5, overlap: 0.125 };
/** Between the two, for small people who lie or stand on their heads among others. */
const turnedLook: Look = { side: 0.15, overlap: 0.035 };
/** Sees faces of 24 px in a photo of 4000 px; some 200 squares, so only where small faces are likely. */
const closestLook: Look = { side: 0.094, overlap: 0.034 };
/** With no face, or a face this small relative to the long side, there may be smaller ones. */
const smallFace = 0.05;
/** Relative to the long side: where so large a face stands upright, a closer look for turned ones is in vain. */
const portraitFace = 0.15;
/** Photos smaller than this have no pixels for a close look, upright or turned, or for the closest. */
const closeLookMinSidePx = 640;
const turnedLookMinSidePx = 1400;
const closestLookMinSidePx = 1000;
/** A face at a square's inner edge is cut off, and whole in the next square. */
const cutMarginPx = 8;

/** Turned pictures show many things that look a little like a face: only a rather sure one counts. */
const turnedMinScore = 0.6;
/** And it must be this much surer than one seen upright in the same place. */
const turnedScore = 0.85;

/** What a face must reach that fills an upright picture. */
const confirmedScore = 0.8;

/** Quarter turns to the right. */
type Turns = 0 | 1 | 2 | 3;
const uprightOnly: readonly Turns[] = [0];
const turnedOnly: readonly Turns[] = [1, 2, 3];
const allWays: readonly Turns[] = [0, 1, 2, 3];

/** Faces of an upright picture are taken at the detector's word; those of a turned one need a second look. */
interface Sighting extends Detection {
  readonly turns: Turns;
}

/**
 * Every face of the photo, largest first, photo px.
 *
 * Both detectors see the whole picture, upright and turned by quarter turns: they know faces up to some
 * 45° from upright. Photos with pixels to spare are searched again, square by square, for the faces too
 * small for the first look. What a turned picture showed must show again once it stands upright.
 */
export async function detectFaces(
  tasks: VisionTasks,
  photo: ImageBitmap,
  signal: AbortSignal,
): Promise<readonly Detection[]> {
  const whole = { x: 0, y: 0, width: photo.width, height: photo.height };
  const longSide = Math.max(photo.width, photo.height);
  const scale = Math.min(1, detectSidePx / longSide);
  const mayBeTurned = longSide > turnedLookMinSidePx;
  const confirmed = (seen: readonly Sighting[]): Promise<readonly Detection[]> =>
    confirmTurned(tasks, photo, seen, signal);
  await checkpoint(signal);
  const both = [tasks.shortRange, tasks.fullRange];
  const first = lookAt(both, readPhotoPart(photo, whole, scale), allWays);
  if (longSide > closeLookMinSidePx) {
    const isPortrait = first.some(
      ({ turns, box }) => turns === 0 && box.width > portraitFace * longSide,
    );
    const directions = mayBeTurned && !isPortrait ? allWays : uprightOnly;
    first.push(...(await lookCloser(tasks, photo, closeLook, directions, signal)));
  }
  const found = mergeDetections([await confirmed(first)]);
  const smallest = found.at(-1)?.box.width ?? 0;
  if (longSide < closestLookMinSidePx || smallest > smallFace * longSide) return found;
  const closest = await lookCloser(tasks, photo, closestLook, uprightOnly, signal);
  const people = mergeDetections([found, closest]);
  if (people.length === 0 || !mayBeTurned) return people;
  const turned = await lookCloser(tasks, photo, turnedLook, turnedOnly, signal);
  return mergeDetections([people, await confirmed(turned)]);
}

/** The upright faces that one look at the whole frame shows, largest first, px of it. */
export function facesAtAGlance(
  { shortRange, fullRange }: VisionTasks,
  frame: ImageBitmap,
): readonly Detection[] {
  const whole = { x: 0, y: 0, width: frame.width, height: frame.height };
  const scale = Math.min(1, detectSidePx / Math.max(frame.width, frame.height));
  const part = readPhotoPart(frame, whole, scale);
  return mergeDetections([lookAt([shortRange, fullRange], part, uprightOnly)]);
}

/** `seen` with only those faces of turned pictures that show again in their upright squares, each once. */
async function confirmTurned(
  { shortRange }: VisionTasks,
  photo: ImageBitmap,
  seen: readonly Sighting[],
  signal: AbortSignal,
): Promise<readonly Detection[]> {
  const faces: Detection[] = seen.filter(({ turns }) => turns === 0);
  for (const face of mergeDetections([seen.filter(({ turns }) => turns !== 0)])) {
    await checkpoint(signal);
    if (showsFace(shortRange, faceSquare(photo, face).raster)) faces.push(face);
  }
  return faces;
}

async function lookCloser(
  tasks: VisionTasks,
  photo: ImageBitmap,
  closer: Look,
  directions: readonly Turns[],
  signal: AbortSignal,
): Promise<readonly Sighting[]> {
  const longSide = Math.max(photo.width, photo.height);
  const side = Math.round(closer.side * longSide);
  const overlap = Math.round(closer.overlap * longSide);
  const scale = Math.min(1, detectSidePx / side);
  const faces: Sighting[] = [];
  for (const tile of planTiles(photo.width, photo.height, side, overlap)) {
    await checkpoint(signal);
    const seen = lookAt([tasks.fullRange], readPhotoPart(photo, tile, scale), directions);
    faces.push(...seen.filter(({ box }) => isWhole(box, tile, photo, scale)));
  }
  return faces;
}

/** What the detectors see in the part, turned to the right by so many quarter turns. */
function lookAt(
  detectors: readonly FaceDetector[],
  part: PhotoPart,
  directions: readonly Turns[],
): Sighting[] {
  return directions.flatMap((turns) => {
    const turned = turns === 0 ? part : turnPart(part, turns);
    const [minScore, trust] = turns === 0 ? [0, 1] : [turnedMinScore, turnedScore];
    return detectors
      .flatMap((detector) => detectIn(detector, turned))
      .filter(({ score }) => score >= minScore)
      .map((face) => ({ ...face, score: face.score * trust, turns }));
  });
}

/** Whether a face fills the middle of an upright picture. */
function showsFace(detector: FaceDetector, { data, width, height }: Raster): boolean {
  const picture = new ImageData(data, width, height);
  const { detections } = look('detect', () => detector.detect(picture));
  return detections.some(({ boundingBox: box, categories: [category] }) => {
    if (!box || !category || category.score < confirmedScore) return false;
    const x = (width / 2 - box.originX) / box.width;
    const y = (height / 2 - box.originY) / box.height;
    return x > 0.2 && x < 0.8 && y > 0.2 && y < 0.8;
  });
}

function detectIn(
  detector: FaceDetector,
  { raster, outputFromPhoto }: PhotoPart,
): readonly Detection[] {
  const picture = new ImageData(raster.data, raster.width, raster.height);
  const photoFromOutput = invertAffine(outputFromPhoto);
  const { detections } = look('detect', () => detector.detect(picture));
  return detections.flatMap((found) => {
    const detection = toPhoto(found, raster, photoFromOutput);
    return detection ? [detection] : [];
  });
}

function toPhoto(
  found: VisionDetection,
  size: { readonly width: number; readonly height: number },
  photoFromOutput: Affine<'output', 'photo'>,
): Detection | undefined {
  const box = found.boundingBox;
  const [first, second] = found.keypoints;
  if (!box || !first || !second) return undefined;
  const point = ({ x, y }: { x: number; y: number }) =>
    applyAffine(photoFromOutput, { x: x * size.width, y: y * size.height });
  const { originX, originY, width, height } = box;
  return {
    box: mapBox(photoFromOutput, { x: originX, y: originY, width, height }),
    score: found.categories[0]?.score ?? 0,
    eyes: [point(first), point(second)],
  };
}

/** Whether a face found in a square does not touch an edge that lies inside the photo. */
function isWhole(face: Box, square: Box, photo: ImageBitmap, scale: number): boolean {
  const margin = cutMarginPx / scale;
  const right = square.x + square.width;
  const bottom = square.y + square.height;
  return (
    (square.x < 1 || face.x > square.x + margin) &&
    (square.y < 1 || face.y > square.y + margin) &&
    (right > photo.width - 1 || face.x + face.width < right - margin) &&
    (bottom > photo.height - 1 || face.y + face.height < bottom - margin)
  );
}
