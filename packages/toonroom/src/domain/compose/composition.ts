import { type FieldSum, sumFields } from '../face/displacement.ts';
import { type FaceLayer, fitLayer, type FittedLayer } from './faceLayer.ts';
import {
  type Affine,
  affineScale,
  composeAffine,
  invertAffine,
  scaleAffine,
} from '../picture/geometry.ts';
import { type Pattern, patternRows } from './pattern.ts';
import type { Plane, Raster } from '../picture/raster.ts';
import { downscale } from '../picture/resample.ts';
import { enlargeRows, type SceneRows } from '../picture/sceneRows.ts';
import type { Texture } from '../picture/texture.ts';

/** What a composition is made of. Sizes in px; the output may be smaller or larger than the photo. */
export interface CompositionParts {
  readonly photoWidth: number;
  readonly photoHeight: number;
  readonly outputWidth: number;
  readonly outputHeight: number;
  /** The drawing of the whole, unwarped photo; opaque, at any size. */
  readonly scene: Raster;
  readonly faces: readonly FaceLayer[];
  readonly texture: Texture;
  /** Absent where the background is drawn like the people. */
  readonly backdrop?: Backdrop | undefined;
}

/** The background behind the people, where it is not simply drawn. */
export interface Backdrop {
  /** Share of people in each pixel of the whole, unwarped photo; unit, at any size. */
  readonly people: Plane;
  /**
   * `photo`: as in the photo; `none`: transparent; otherwise a pattern or this opaque picture of
   * any size.
   */
  readonly behind: 'photo' | 'none' | Pattern | Raster;
  /**
   * The people's colours continued beyond their edges, in the drawing and in the photo; same size
   * as `people`.
   */
  readonly edges?: { readonly drawing: Raster; readonly photo: Raster } | undefined;
}

/** Rows of the output: `top` and the `height` rows from there. */
export interface Rows {
  readonly top: number;
  readonly height: number;
}

/** Of some rows the columns that are needed: in row `n` those from left[n] to before right[n]. */
export interface Spans {
  readonly left: Int32Array;
  readonly right: Int32Array;
}

/** The parts fitted to one output size; used for every strip and strength. */
export interface Composition {
  readonly outputWidth: number;
  readonly outputHeight: number;
  readonly scene: Raster;
  /** The whole scene's rows at the output's size. */
  readonly sceneRows: SceneRows;
  /** How far a pixel is displaced, output px. */
  readonly fields: FieldSum;
  /** Smallest face first, so that the largest ends on top. */
  readonly layers: readonly FittedLayer[];
  /** The largest vertical displacement, output px. */
  readonly reachPx: number;
  readonly texture: Texture;
  readonly backdrop: FittedBackdrop | undefined;
}

export interface FittedBackdrop extends Backdrop {
  /** Rows of the pattern or picture at the output's size, if there is one. */
  readonly rows: SceneRows | undefined;
}

/** Fits all layers to the output's size. `parts` are not changed and may be used again. */
export function prepareComposition(parts: CompositionParts): Composition {
  const { photoWidth, photoHeight, outputWidth, outputHeight } = parts;
  const photoFromOutput = scaleAffine<'output', 'photo'>(
    photoWidth / outputWidth,
    photoHeight / outputHeight,
  );
  const outputFromPhoto = invertAffine(photoFromOutput);
  const scene = fitScene(parts.scene, outputWidth, outputHeight);
  const faces = parts.faces.toSorted(
    (a, b) => affineScale(b.cropFromPhoto) - affineScale(a.cropFromPhoto),
  );
  return {
    outputWidth,
    outputHeight,
    scene,
    sceneRows: enlargeRows(scene, outputWidth, outputHeight),
    fields: sumFields(faces, photoFromOutput, outputFromPhoto),
    layers: faces.map((face) => fitLayer(face, faces, photoFromOutput)),
    reachPx: faces.reduce((sum, face) => sum + verticalReach(face, outputFromPhoto), 0),
    texture: parts.texture,
    backdrop: parts.backdrop && fitBackdrop(parts.backdrop, outputWidth, outputHeight),
  };
}

function fitBackdrop(backdrop: Backdrop, width: number, height: number): FittedBackdrop {
  const { behind } = backdrop;
  if (typeof behind === 'string') return { ...backdrop, rows: undefined };
  const rows =
    'kind' in behind ? patternRows(behind, width, height) : enlargeRows(behind, width, height);
  return { ...backdrop, rows };
}

/** `scene`, averaged down to the output's size along each side that is larger. */
function fitScene(scene: Raster, outputWidth: number, outputHeight: number): Raster {
  const width = Math.min(scene.width, outputWidth);
  const height = Math.min(scene.height, outputHeight);
  if (width === scene.width && height === scene.height) return scene;
  return downscale(scene, width, height);
}

/** The largest vertical displacement of a face, output px. */
function verticalReach(face: FaceLayer, outputFromPhoto: Affine<'photo', 'output'>): number {
  const { b, d } = composeAffine(outputFromPhoto, invertAffine(face.cropFromPhoto));
  const { dx, dy } = face.displacement;
  let reach = 0;
  for (let node = 0; node < dx.length; node++) {
    reach = Math.max(reach, Math.abs(b * dx[node]! + d * dy[node]!));
  }
  return reach;
}

/**
 * The rows of the photo (at the output's size) that the output's `rows` sample, clipped to the
 * output.
 */
export function photoRowsFor(composition: Composition, rows: Rows): Rows {
  // Cubic sampling reads two rows beyond the displaced one.
  const margin = Math.ceil(composition.reachPx) + 2;
  const top = Math.max(0, rows.top - margin);
  const bottom = Math.min(composition.outputHeight, rows.top + rows.height + margin);
  return { top, height: bottom - top };
}

/** Whether any face has its own strength: a picture is then no mix of strengths 0 and 1. */
export function hasOwnStrengths({ layers }: Composition): boolean {
  return layers.some(({ ownStrength }) => ownStrength !== undefined);
}
