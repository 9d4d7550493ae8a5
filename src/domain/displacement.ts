import type { Affine, PhotoPoint } from './geometry.ts';
import type { Raster } from './raster.ts';

/**
 * A displacement field over the crop, crop px: the warped picture shows at c what the photo shows at
 * c + d(c). Node (i, j) lies at (i · spacing, j · spacing); `dx`, `dy` have columns · rows values.
 */
export interface DisplacementGrid {
  readonly columns: number;
  readonly rows: number;
  readonly spacing: number;
  readonly dx: Float32Array;
  readonly dy: Float32Array;
}

/** A face's field and where its crop lies. */
export interface FaceWarp {
  readonly cropFromPhoto: Affine<'photo', 'crop'>;
  readonly displacement: DisplacementGrid;
}

/** By how much the photo is displaced at `point`, photo px: the sum over faces, zero outside crops. */
export declare function photoDisplacement(
  faces: readonly FaceWarp[],
  point: PhotoPoint,
): { readonly x: number; readonly y: number };

/**
 * The aligned face cut from the warped photo, cropSize². `source` is the photo or a part or a smaller
 * copy of it; `sourceFromPhoto` says where. `faces` are all the picture's warps.
 */
export declare function warpedCrop(
  source: Raster,
  sourceFromPhoto: Affine<'photo', 'output'>,
  cropFromPhoto: Affine<'photo', 'crop'>,
  faces: readonly FaceWarp[],
): Raster;
