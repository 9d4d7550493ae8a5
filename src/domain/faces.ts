import type { Affine, Box, PhotoPoint, Space } from './geometry.ts';
import type { Landmarks } from './landmarks.ts';

/** A face a detector found: box and keypoints in photo px, score unit. */
export interface Detection {
  readonly box: Box;
  readonly score: number;
  /** The eyes, smaller x in an upright face first. */
  readonly eyes: readonly [PhotoPoint, PhotoPoint];
}

/** One list of distinct faces, largest first, from the lists of several detectors. */
export declare function mergeDetections(lists: readonly (readonly Detection[])[]): Detection[];

/** How far the line through the eyes is turned clockwise from level, radians. */
export declare function rollRadians(eyes: readonly [PhotoPoint, PhotoPoint]): number;

/** The upright square around a face, `sizePx` wide: what the landmarker gets to see. */
export declare function squareFromPhoto(
  detection: Detection,
  sizePx: number,
): Affine<'photo', 'square'>;

/** How far the head is turned sideways, degrees, from 0 (facing the camera) up. */
export declare function yawDegrees<S extends Space>(landmarks: Landmarks<S>): number;

/** How far landmarks of a head turned by `yaw` degrees can be leant on: 1 up to 35°, 0 from 60°. */
export declare function reliabilityAtYaw(yaw: number): number;
