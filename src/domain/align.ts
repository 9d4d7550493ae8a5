import type { Affine, CropPoint, PhotoPoint } from './geometry.ts';
import type { Landmarks } from './landmarks.ts';

/** Width and height of the aligned face, px. */
export const cropSize = 512;

/** Pupils, nose tip, mouth corners; "left" is the smaller x in the picture. Crop px. */
export declare const templatePoints: readonly CropPoint[];

/** The same five points of a face's landmarks, in the template's order. Photo px. */
export declare function alignmentPoints(landmarks: Landmarks<'photo'>): readonly PhotoPoint[];

/** The similarity that brings a face onto the template (least squares, no reflection). */
export declare function alignFace(landmarks: Landmarks<'photo'>): Affine<'photo', 'crop'>;
