import type { FaceWarp } from './displacement.ts';
import type { Raster } from './raster.ts';
import type { Drawing } from './tensor.ts';

/** One face to lay over the scene; `drawing` is cropSize² and shows the warped photo. */
export interface FaceLayer extends FaceWarp {
  readonly drawing: Drawing;
}

/** What a composition is made of. Sizes in px; output may be smaller or larger than the photo. */
export interface CompositionParts {
  readonly photoWidth: number;
  readonly photoHeight: number;
  readonly outputWidth: number;
  readonly outputHeight: number;
  /** The whole photo drawn, unwarped, at any size. */
  readonly scene: Raster;
  readonly faces: readonly FaceLayer[];
}

/** Rows of the output. */
export interface Rows {
  readonly top: number;
  readonly height: number;
}

declare const prepared: unique symbol;

/** Parts brought to the output's size and colour-matched once; serves every strip and strength. */
export interface Composition {
  readonly outputWidth: number;
  readonly outputHeight: number;
  readonly [prepared]: true;
}

/** Matches each face's colours to the scene and fits all layers to the output's size. */
export declare function prepareComposition(parts: CompositionParts): Composition;

/** The rows of the photo (at output size) that the output's `rows` may look at. */
export declare function photoRowsFor(composition: Composition, rows: Rows): Rows;

/**
 * The finished `rows` of the output. `photo` is the photo scaled to the output's size, its rows
 * `photoRowsFor(composition, rows)`; `strength` is unit. The caller owns the result.
 */
export declare function composeStrip(
  composition: Composition,
  photo: { readonly raster: Raster; readonly top: number },
  rows: Rows,
  strength: number,
): Raster;
