import type { Affine, Space } from './geometry.ts';

/** How many points a face has: 468 of the mesh and 5 around each iris. */
export const landmarkCount = 478;

/**
 * The 478 points of one face. `xy` holds x0, y0, x1, y1 … in px of the space; `z` the depth of each
 * point in the same unit, smaller is nearer the camera, null where nobody measured it.
 */
export interface Landmarks<S extends Space> {
  readonly xy: Float32Array;
  readonly z: Float32Array | null;
  readonly space: S;
}

/** Landmarks of a landmarker that saw a square picture `sizePx` wide: x, y, z are fractions of its side. */
export declare function landmarksFromNormalized(
  points: readonly { readonly x: number; readonly y: number; readonly z: number }[],
  sizePx: number,
): Landmarks<'square'>;

/** `landmarks` moved into the space `map` leads to; depth scales along. */
export declare function mapLandmarks<From extends Space, To extends Space>(
  map: Affine<From, To>,
  landmarks: Landmarks<From>,
  to: To,
): Landmarks<To>;
