import type { FaceLandmarker } from '@mediapipe/tasks-vision';
import { cropSize } from '#domain/align.ts';
import { driftOf, type Fidelity, likenessOf, skinOf, skinShift } from '#domain/fidelity.ts';
import { viewGuide } from '#domain/guide.ts';
import type { Landmarks } from '#domain/landmarks.ts';
import type { Raster } from '#domain/raster.ts';
import { landmarksIn } from './landmarker.ts';

/** What a face was drawn from, all in the crop. */
export interface FaceModel {
  /** The warped photo. */
  readonly crop: Raster;
  /** [1,9,512,512] f32 unit. */
  readonly guide: Float32Array;
  readonly landmarks: Landmarks<'crop'>;
}

/** How true `drawing` (cropSize² px) is to its model: one look of the landmarker and some sums. */
export function measureFidelity(
  landmarker: FaceLandmarker,
  { crop, guide, landmarks }: FaceModel,
  drawing: Raster,
): Fidelity {
  const view = viewGuide(guide);
  const face = { width: cropSize, height: cropSize, data: view('face') };
  const seen = landmarksIn(landmarker, drawing);
  const drift = seen && driftOf(seen, landmarks);
  return {
    likeness: likenessOf(crop, drawing, face),
    ...skinShift(skinOf(crop, view), skinOf(drawing, view)),
    ...(drift !== undefined && { drift }),
  };
}
