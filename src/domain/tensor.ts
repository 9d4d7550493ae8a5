import type { Plane, Raster } from './raster.ts';

/** What the generator draws: opaque colours, and the head's share of each pixel (unit). */
export interface Drawing {
  readonly colour: Raster;
  readonly matte: Plane;
}

/** `raster` with its last column and row repeated until both sides are multiples of `multiple`. */
export declare function padToMultiple(raster: Raster, multiple: number): Raster;

/** [1,3,H,W] f32 signed RGB, transparent pixels over white. */
export declare function packPhoto(raster: Raster): Float32Array<ArrayBuffer>;

/** The top left width × height of a [1,4,H,W] f32 drawing (RGB signed, matte unit). */
export declare function unpackDrawing(
  drawing: Float32Array,
  tensorWidth: number,
  tensorHeight: number,
  width: number,
  height: number,
): Drawing;
