import type { FaceLandmarker } from '@mediapipe/tasks-vision';
import { cropSize } from '#domain/face/align.ts';
import { atCropSize } from '#domain/compose/faceLayer.ts';
import {
  driftOf,
  type Fidelity,
  type FormView,
  likenessOf,
  skinOf,
  skinShift,
} from '#domain/face/fidelity.ts';
import { type Landmarks, mapLandmarks } from '#domain/face/landmarks.ts';
import { opaque, type Raster } from '#domain/picture/raster.ts';
import { scaleAffine } from '#domain/picture/geometry.ts';
import { landmarksIn } from '../faces/landmarker.ts';

/** What a face was drawn from, all in the crop. */
export interface FaceModel {
  /** The warped photo, square. */
  readonly crop: Raster;
  /** Of the moved landmarks. */
  readonly form: FormView;
  readonly landmarks: Landmarks<'crop'>;
}

/** How true `drawing` (the crop, square) is to its model: one look of the landmarker and some sums. */
export function measureFidelity(
  landmarker: FaceLandmarker,
  { crop, form, landmarks }: FaceModel,
  drawing: Raster,
): Fidelity {
  const picture = opaque(drawing.width > cropSize ? atCropSize(drawing) : drawing);
  const seen = landmarksIn(landmarker, picture);
  const toCrop = scaleAffine<'square', 'crop'>(cropSize / picture.width, cropSize / picture.width);
  const drift = seen && driftOf(mapLandmarks(toCrop, seen, 'crop'), landmarks);
  return {
    likeness: likenessOf(crop, picture, form('face')),
    ...skinShift(skinOf(crop, form), skinOf(picture, form)),
    ...(drift !== undefined && { drift }),
  };
}
