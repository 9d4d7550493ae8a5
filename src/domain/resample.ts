import type { Affine, Space } from './geometry.ts';
import type { Raster } from './raster.ts';

/** `source` shrunk to width × height by averaging areas (alpha-weighted colours). */
export declare function downscale(source: Raster, width: number, height: number): Raster;

/**
 * The picture whose pixel p shows `source` at `sourceFromTarget`·p; beyond the border its edge is
 * repeated. When the map shrinks, source pixels are averaged first.
 */
export declare function warpAffine<Target extends Space, Source extends Space>(
  source: Raster,
  sourceFromTarget: Affine<Target, Source>,
  width: number,
  height: number,
): Raster;
