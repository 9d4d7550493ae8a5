import type { Box } from './geometry.ts';
import type { Raster } from './raster.ts';

/** A part of a picture drawn by itself, and its weight per column and row. */
export interface Tile extends Box {
  readonly columnWeights: Float32Array;
  readonly rowWeights: Float32Array;
}

/** Tiles that cover width × height; the product of column and row weights sums to 1 at each pixel. */
export declare function planTiles(
  width: number,
  height: number,
  tileSize: number,
  overlap: number,
): readonly Tile[];

/** Collects the drawings of tiles into one picture. */
export interface TileBlender {
  /** Adds a [1,4,H,W] f32 drawing of `tile` (RGB signed); H, W may exceed the tile by padding. */
  add(tile: Tile, drawing: Float32Array, tensorWidth: number, tensorHeight: number): void;
  /** The picture, opaque; call it after every tile was added. */
  toRaster(): Raster;
}

/** A blender for a width × height picture. */
export declare function createTileBlender(width: number, height: number): TileBlender;
