import type { Detection as VisionDetection, FaceDetector } from '@mediapipe/tasks-vision';
import { mergeDetections, type Detection } from '#domain/faces.ts';
import { applyAffine, invertAffine, type Affine, type Box } from '#domain/geometry.ts';
import { planTiles } from '#domain/tiles.ts';
import { fitWithin, readPhotoPart } from './photoPixels.ts';
import { look, type VisionTasks } from './visionTasks.ts';
import { checkpoint } from './jobs.ts';

/** The detectors are trained on small pictures; larger ones only cost time. */
const DETECT_SIDE_PX = 960;
/** A second look for small faces: the photo at twice that size, in overlapping squares. */
const CLOSE_LOOK_SIDE_PX = 1920;
const CLOSE_LOOK_OVERLAP_PX = 240;
/** A face at a square's inner edge is cut off, and whole in the next square. */
const CUT_MARGIN_PX = 8;

/**
 * Every face of the photo, largest first, photo px.
 *
 * Both detectors see the whole picture; photos with pixels to spare are searched again, square by
 * square, for the faces too small for the first look.
 */
export async function detectFaces(
  tasks: VisionTasks,
  photo: ImageBitmap,
  signal: AbortSignal,
): Promise<readonly Detection[]> {
  const whole = { x: 0, y: 0, width: photo.width, height: photo.height };
  const scale = fitWithin(photo, DETECT_SIDE_PX).width / photo.width;
  const lists = [
    detectIn(tasks.shortRange, photo, whole, scale),
    detectIn(tasks.fullRange, photo, whole, scale),
  ];
  if (Math.max(photo.width, photo.height) > DETECT_SIDE_PX * 1.5) {
    for (const box of closeLookBoxes(photo)) {
      await checkpoint(signal);
      const closeScale = fitWithin(photo, CLOSE_LOOK_SIDE_PX).width / photo.width;
      const found = detectIn(tasks.fullRange, photo, box, closeScale);
      lists.push(found.filter((detection) => isWhole(detection.box, box, photo, closeScale)));
    }
  }
  return mergeDetections(lists);
}

function closeLookBoxes(photo: ImageBitmap): readonly Box[] {
  const { width, height } = fitWithin(photo, CLOSE_LOOK_SIDE_PX);
  const factor = photo.width / width;
  return planTiles(width, height, DETECT_SIDE_PX, CLOSE_LOOK_OVERLAP_PX).map((tile) => ({
    x: tile.x * factor,
    y: tile.y * factor,
    width: tile.width * factor,
    height: tile.height * factor,
  }));
}

function detectIn(
  detector: FaceDetector,
  photo: ImageBitmap,
  box: Box,
  scale: number,
): readonly Detection[] {
  const { raster, outputFromPhoto } = readPhotoPart(photo, box, scale);
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
  const corner = applyAffine(photoFromOutput, { x: box.originX, y: box.originY });
  return {
    box: {
      x: corner.x,
      y: corner.y,
      width: box.width * photoFromOutput.a,
      height: box.height * photoFromOutput.d,
    },
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
