import type { FaceLandmarker } from '@mediapipe/tasks-vision';
import { squareFromPhoto, type Detection } from '#domain/faces.ts';
import { type Affine, affineScale, composeAffine, invertAffine, mapBox } from '#domain/geometry.ts';
import { landmarksFromNormalized, mapLandmarks, type Landmarks } from '#domain/landmarks.ts';
import type { Raster } from '#domain/raster.ts';
import { warpAffine } from '#domain/resample.ts';
import { readPhotoPart } from './photoPixels.ts';
import { look } from './visionTasks.ts';

/** Side of the upright picture of one face that the landmarker sees. */
const SQUARE_SIDE_PX = 512;

/** A picture of one face, upright in its middle. */
export interface FaceSquare {
  readonly raster: Raster;
  readonly photoFromSquare: Affine<'square', 'photo'>;
}

export function faceSquare(photo: ImageBitmap, detection: Detection): FaceSquare {
  const toSquare = squareFromPhoto(detection, SQUARE_SIDE_PX);
  const photoFromSquare = invertAffine(toSquare);
  const box = mapBox(photoFromSquare, {
    x: 0,
    y: 0,
    width: SQUARE_SIDE_PX,
    height: SQUARE_SIDE_PX,
  });
  const part = readPhotoPart(photo, box, affineScale(toSquare));
  const raster = warpAffine(
    part.raster,
    composeAffine(part.outputFromPhoto, photoFromSquare),
    SQUARE_SIDE_PX,
    SQUARE_SIDE_PX,
  );
  return { raster, photoFromSquare };
}

/** The face's 478 points in photo px, or undefined when the landmarker sees no face there. */
export function findLandmarks(
  landmarker: FaceLandmarker,
  { raster, photoFromSquare }: FaceSquare,
): Landmarks<'photo'> | undefined {
  const landmarks = landmarksIn(landmarker, raster);
  return landmarks && mapLandmarks(photoFromSquare, landmarks, 'photo');
}

/** The points of the face that fills an aligned, square picture, in px of it. */
export function landmarksIn(
  landmarker: FaceLandmarker,
  { data, width, height }: Raster,
): Landmarks<'square'> | undefined {
  const picture = new ImageData(data, width, height);
  const [points] = look('landmarks', () => landmarker.detect(picture)).faceLandmarks;
  return points && landmarksFromNormalized(points, width);
}
