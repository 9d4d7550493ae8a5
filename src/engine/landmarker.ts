import type { FaceLandmarker } from '@mediapipe/tasks-vision';
import { squareFromPhoto, type Detection } from '#domain/faces.ts';
import { affineScale, composeAffine, invertAffine, mapBox } from '#domain/geometry.ts';
import { landmarksFromNormalized, mapLandmarks, type Landmarks } from '#domain/landmarks.ts';
import { warpAffine } from '#domain/resample.ts';
import { readPhotoPart } from './photoPixels.ts';
import { look } from './visionTasks.ts';

/** Side of the upright picture of one face that the landmarker sees. */
const SQUARE_SIDE_PX = 512;

/** The face's 478 points in photo px, or undefined when the landmarker sees no face there. */
export function findLandmarks(
  landmarker: FaceLandmarker,
  photo: ImageBitmap,
  detection: Detection,
): Landmarks<'photo'> | undefined {
  const toSquare = squareFromPhoto(detection, SQUARE_SIDE_PX);
  const photoFromSquare = invertAffine(toSquare);
  const box = mapBox(photoFromSquare, {
    x: 0,
    y: 0,
    width: SQUARE_SIDE_PX,
    height: SQUARE_SIDE_PX,
  });
  const part = readPhotoPart(photo, box, affineScale(toSquare));
  const square = warpAffine(
    part.raster,
    composeAffine(part.outputFromPhoto, photoFromSquare),
    SQUARE_SIDE_PX,
    SQUARE_SIDE_PX,
  );
  const picture = new ImageData(square.data, SQUARE_SIDE_PX, SQUARE_SIDE_PX);
  const [points] = look('landmarks', () => landmarker.detect(picture)).faceLandmarks;
  if (!points) return undefined;
  return mapLandmarks(photoFromSquare, landmarksFromNormalized(points, SQUARE_SIDE_PX), 'photo');
}
