import type { Detection as VisionDetection, FaceDetector } from '@mediapipe/tasks-vision';
import { mergeDetections, type Detection } from '#domain/faces.ts';
import { applyAffine, invertAffine, mapBox, type Affine, type Box } from '#domain/geometry.ts';
import { planTiles } from '#domain/tiles.ts';
import { fitWithin, readPhotoPart, readPhotoTurned, type PhotoPart } from './photoPixels.ts';
import { look, type VisionTasks } from './visionTasks.ts';
import { checkpoint } from './jobs.ts';

/** The detectors are trained on small pictures; larger ones only cost time. */
const DETECT_SIDE_PX = 960;
/** Closer looks, square by square; lengths relative to the photo's long side. */
interface Look {
  readonly side: number;
  /** At least as long as the largest face that only this look sees. */
  readonly overlap: number;
}
/** Sees faces from a thirtieth of the photo's long side on. */
const CLOSE_LOOK: Look = { side: 0.5, overlap: 0.125 };
/** Sees faces of 24 px in a photo of 4000 px; some 200 squares, so only where small faces are likely. */
const CLOSEST_LOOK: Look = { side: 0.094, overlap: 0.034 };
/** Nobody is found, or somebody this small relative to the long side: there may be smaller faces. */
const SMALL_FACE = 0.06;
/** Photos smaller than this have no pixels for the closest look. */
const CLOSEST_LOOK_MIN_SIDE_PX = 2000;
/** A face at a square's inner edge is cut off, and whole in the next square. */
const CUT_MARGIN_PX = 8;

/** Turned pictures show many things that look a little like a face: only a sure one counts. */
const TURNED_MIN_SCORE = 0.8;
/** And it must be this much surer than one seen upright in the same place. */
const TURNED_SCORE = 0.85;

/**
 * Every face of the photo, largest first, photo px.
 *
 * Both detectors see the whole picture, upright and turned by quarter turns: they know faces up to some
 * 45° from upright. Photos with pixels to spare are searched again, square by square, for the faces too
 * small for the first look.
 */
export async function detectFaces(
  tasks: VisionTasks,
  photo: ImageBitmap,
  signal: AbortSignal,
): Promise<readonly Detection[]> {
  const whole = { x: 0, y: 0, width: photo.width, height: photo.height };
  const scale = fitWithin(photo, DETECT_SIDE_PX).width / photo.width;
  const upright = readPhotoPart(photo, whole, scale);
  const lists = [detectIn(tasks.shortRange, upright), detectIn(tasks.fullRange, upright)];
  for (const turns of [1, 2, 3] as const) {
    await checkpoint(signal);
    const turned = readPhotoTurned(photo, turns, scale);
    for (const detector of [tasks.shortRange, tasks.fullRange]) {
      const sure = detectIn(detector, turned).filter(({ score }) => score >= TURNED_MIN_SCORE);
      lists.push(sure.map((face) => ({ ...face, score: face.score * TURNED_SCORE })));
    }
  }
  const longSide = Math.max(photo.width, photo.height);
  if (longSide > DETECT_SIDE_PX * 1.5) {
    lists.push(await lookCloser(tasks, photo, CLOSE_LOOK, signal));
  }
  const found = mergeDetections(lists);
  const smallest = found.at(-1)?.box.width ?? 0;
  if (longSide < CLOSEST_LOOK_MIN_SIDE_PX || smallest > SMALL_FACE * longSide) return found;
  return mergeDetections([found, await lookCloser(tasks, photo, CLOSEST_LOOK, signal)]);
}

async function lookCloser(
  tasks: VisionTasks,
  photo: ImageBitmap,
  look: Look,
  signal: AbortSignal,
): Promise<readonly Detection[]> {
  const longSide = Math.max(photo.width, photo.height);
  const side = Math.round(look.side * longSide);
  const scale = Math.min(1, DETECT_SIDE_PX / side);
  const faces: Detection[] = [];
  for (const tile of planTiles(
    photo.width,
    photo.height,
    side,
    Math.round(look.overlap * longSide),
  )) {
    await checkpoint(signal);
    const found = detectIn(tasks.fullRange, readPhotoPart(photo, tile, scale));
    faces.push(...found.filter(({ box }) => isWhole(box, tile, photo, scale)));
  }
  return faces;
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
  const margin = CUT_MARGIN_PX / scale;
  const right = square.x + square.width;
  const bottom = square.y + square.height;
  return (
    (square.x < 1 || face.x > square.x + margin) &&
    (square.y < 1 || face.y > square.y + margin) &&
    (right > photo.width - 1 || face.x + face.width < right - margin) &&
    (bottom > photo.height - 1 || face.y + face.height < bottom - margin)
  );
}
