import type { FaceLandmarker } from '@mediapipe/tasks-vision';
import { landmarksFromNormalized, mapLandmarks, type Landmarks } from '#domain/face/landmarks.ts';
import type { Raster } from '#domain/picture/raster.ts';
import type { FaceSquare } from './faceSquare.ts';
import { look } from '../runtime/visionTasks.ts';

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
