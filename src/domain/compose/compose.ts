import { cropSize } from '../face/align.ts';
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
import { samplePlane } from '../picture/plane.ts';
import { createRaster, isOpaque, type Plane, type Raster } from '../picture/raster.ts';
import { downscale, sampleBilinear, sampleCubic } from '../picture/resample.ts';
import { enlargeRows, type SceneRows } from '../picture/sceneRows.ts';
import { smoothstep } from '../picture/smoothstep.ts';
import { applyTexture, type Texture } from '../picture/texture.ts';

/** What a composition is made of. Sizes in px; the output may be smaller or larger than the photo. */
export interface CompositionParts {
  readonly photoWidth: number;
  readonly photoHeight: number;
  readonly outputWidth: number;
  readonly outputHeight: number;
  /** The whole photo drawn, unwarped, opaque, at any size. */
  readonly scene: Raster;
  readonly faces: readonly FaceLayer[];
  readonly texture: Texture;
  /** Absent where what lies behind the people is drawn as they are. */
  readonly backdrop?: Backdrop | undefined;
}

/** What lies behind the people. */
export interface Backdrop {
  /** Unit, the whole unwarped photo at any size: where people are. */
  readonly people: Plane;
  /** `photo`: as the photo shows it; `none`: transparent; else a pattern or this opaque picture, at any size. */
  readonly behind: 'photo' | 'none' | Pattern | Raster;
  /** The people's colours continued beyond their edge, of the size of `people`: in the drawing, and in the photo. */
  readonly edges?: { readonly drawing: Raster; readonly photo: Raster } | undefined;
}

/** Rows of the output: `top` and the `height` rows from there. */
export interface Rows {
  readonly top: number;
  readonly height: number;
}

/** Parts brought to one output size: serves every strip and strength. */
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
  /** The most any row looks up or down, output px. */
  readonly reachPx: number;
  readonly texture: Texture;
  readonly backdrop: FittedBackdrop | undefined;
}

interface FittedBackdrop extends Backdrop {
  /** The picture's rows at the output's size, if there is one. */
  readonly rows: SceneRows | undefined;
}

/** Where the mask is below this, a face is not drawn: it could not change a u8 value. */
const minMask = 1 / 512;
/** Displacements below this leave a pixel where it is, output px. */
const minDisplacementPx = 1e-4;

/** From this share of somebody on, a pixel's own colour comes in. */
const ownColourFrom = 0.88;

const layerPixel = new Float64Array(4);
const edgePixel = new Float64Array(4);
const photoEdgePixel = new Float64Array(4);

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

/** `scene` averaged down to the output's size along each side where it is larger. */
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

/** The rows of the photo (at the output's size) that the output's `rows` look at, within the output. */
export function photoRowsFor(composition: Composition, rows: Rows): Rows {
  // Cubic sampling looks two rows past the displaced one.
  const margin = Math.ceil(composition.reachPx) + 2;
  const top = Math.max(0, rows.top - margin);
  const bottom = Math.min(composition.outputHeight, rows.top + rows.height + margin);
  return { top, height: bottom - top };
}

/**
 * The finished `rows` of the output, `strength` (unit) of the drawing over the warped photo; the
 * photo's alpha is kept. `photo` is the photo scaled to the output's width and height: its rows from
 * `photo.top` on, at least those of `photoRowsFor`. The caller owns the result.
 * @throws RangeError when the photo strip has another width or lacks rows.
 */
export function composeStrip(
  composition: Composition,
  photo: { readonly raster: Raster; readonly top: number },
  rows: Rows,
  strength: number,
): Raster {
  const { outputWidth, outputHeight, texture, backdrop } = composition;
  const needed = photoRowsFor(composition, rows);
  if (
    photo.raster.width !== outputWidth ||
    photo.top > needed.top ||
    photo.top + photo.raster.height < needed.top + needed.height
  ) {
    throw new RangeError('the photo strip does not cover the rows to compose');
  }
  const strip = createRaster(outputWidth, rows.height);
  const covered = new Uint8Array(outputWidth);
  const varies = hasOwnStrengths(composition) || backdrop?.behind === 'photo';
  const strengths = new Float32Array(outputWidth * (varies ? rows.height : 1)).fill(strength);
  const people = new Float32Array(backdrop ? outputWidth : 0);
  const places = new Float32Array(backdrop ? outputWidth * 2 : 0);
  // The photo's colours do not show at full strength, nor does its alpha where there is none.
  const drawingOnly = !varies && strength >= 1 && isOpaque(photo.raster);
  const blendFaces = createFaceBlender(composition, photo, strength, drawingOnly);
  for (let row = 0; row < rows.height; row++) {
    const y = rows.top + row;
    const sceneRow = composition.sceneRows.at(y);
    const photoStart = (y - photo.top) * outputWidth * 4;
    const start = row * outputWidth * 4;
    const anyCovered = coverRow(composition, y, covered);
    const rowStrengths = varies
      ? strengths.subarray(row * outputWidth, (row + 1) * outputWidth)
      : strengths;
    if (backdrop) findPeople(composition, y, covered, people, places);
    if (backdrop?.behind === 'photo') {
      for (let x = 0; x < outputWidth; x++) rowStrengths[x]! *= people[x]!;
    }
    mixRow(photo.raster, photoStart, sceneRow, rowStrengths, strip, start);
    const blended = anyCovered ? outputWidth : 0;
    for (let x = 0; x < blended; x++) {
      if (covered[x] !== 1) continue;
      const here = blendFaces(x, y, sceneRow, strip.data, start + x * 4, rowStrengths[x]!);
      if (varies) rowStrengths[x] = here;
    }
    if (backdrop && backdrop.behind !== 'photo') {
      cleanEdges(backdrop, people, places, strength, strip.data, start);
      putBehind(backdrop, y, people, strip.data, start);
    }
  }
  const size = { width: outputWidth, height: outputHeight };
  applyTexture(strip, rows.top, size, texture, varies ? strengths : strength);
  return strip;
}

/**
 * Writes to `people` how much of each pixel of row `y` is somebody, where the warp has moved them, and to `places`
 * where in the plane of people that is (x, y).
 */
function findPeople(
  { backdrop, fields, layers, outputWidth, outputHeight }: Composition,
  y: number,
  covered: Uint8Array,
  people: Float32Array,
  places: Float32Array,
): void {
  const plane = backdrop!.people;
  const scaleX = plane.width / outputWidth;
  const scaleY = plane.height / outputHeight;
  const offset = new Float64Array(2);
  const row = y + 0.5;
  for (let column = 0; column < outputWidth; column++) {
    const x = column + 0.5;
    if (covered[column] === 1) fields.at(x, row, offset);
    else offset.fill(0);
    const placeX = (x + offset[0]!) * scaleX;
    const placeY = (row + offset[1]!) * scaleY;
    places[column * 2] = placeX;
    places[column * 2 + 1] = placeY;
    let share = samplePlane(plane, placeX, placeY);
    people[column] = share;
    if (covered[column] !== 1) continue;
    for (const { drawing, mask, cropFromOutput: map } of layers) {
      const cropX = map.a * x + map.c * row + map.e;
      const cropY = map.b * x + map.d * row + map.f;
      if (!(cropX >= 0 && cropX <= cropSize && cropY >= 0 && cropY <= cropSize)) continue;
      const step = drawing.width / cropSize;
      sampleBilinear(drawing, cropX * step, cropY * step, layerPixel);
      share = Math.max(share, (samplePlane(mask, cropX, cropY) * layerPixel[3]!) / 255);
    }
    people[column] = share;
  }
}

/** Takes what lay behind people out of the colours of their edges: it would stay as a rim. */
function cleanEdges(
  { edges }: FittedBackdrop,
  people: Float32Array,
  places: Float32Array,
  strength: number,
  out: Uint8ClampedArray,
  start: number,
): void {
  if (!edges) return;
  for (let column = 0; column < people.length; column++) {
    const share = people[column]!;
    if (share <= 0 || share >= 1) continue;
    const [x, y] = [places[column * 2]!, places[column * 2 + 1]!];
    sampleBilinear(edges.drawing, x, y, edgePixel);
    if (strength < 1) {
      sampleBilinear(edges.photo, x, y, photoEdgePixel);
      for (let channel = 0; channel < 4; channel++) {
        edgePixel[channel] =
          photoEdgePixel[channel]! + strength * (edgePixel[channel]! - photoEdgePixel[channel]!);
      }
    }
    const estimated = (edgePixel[3]! / 255) * (1 - smoothstep(ownColourFrom, 1, share));
    const index = start + column * 4;
    for (let channel = 0; channel < 3; channel++) {
      out[index + channel]! += estimated * (edgePixel[channel]! - out[index + channel]!);
    }
  }
}

/** Replaces what lies behind the people of a row. */
function putBehind(
  { rows }: FittedBackdrop,
  y: number,
  people: Float32Array,
  out: Uint8ClampedArray,
  start: number,
): void {
  const picture = rows?.at(y);
  for (let x = 0; x < people.length; x++) {
    const index = start + x * 4;
    const share = people[x]!;
    if (!picture) {
      out[index + 3]! *= share;
      continue;
    }
    for (let channel = 0; channel < 3; channel++) {
      const replaced = picture[x * 3 + channel]!;
      out[index + channel] = replaced + share * (out[index + channel]! - replaced);
    }
    out[index + 3] = 255 + share * (out[index + 3]! - 255);
  }
}

/** Whether some face has a strength of its own: then a picture is no mix of those of strength 0 and 1. */
export function hasOwnStrengths({ layers }: Composition): boolean {
  return layers.some(({ ownStrength }) => ownStrength !== undefined);
}

/** Marks in `covered` the pixels of row `y` that lie in a face's crop; false when none does. */
function coverRow(composition: Composition, y: number, covered: Uint8Array): boolean {
  covered.fill(0);
  let any = false;
  for (const { cropFromOutput } of composition.layers) {
    const { a, b, c, d, e, f } = cropFromOutput;
    let left = 0.5;
    let right = covered.length - 0.5;
    for (const [slope, start] of [
      [a, c * (y + 0.5) + e],
      [b, d * (y + 0.5) + f],
    ] as const) {
      if (Math.abs(slope) < 1e-12) {
        if (start < 0 || start > cropSize) right = -Infinity;
        continue;
      }
      const ends = [-start / slope, (cropSize - start) / slope] as const;
      left = Math.max(left, Math.min(...ends));
      right = Math.min(right, Math.max(...ends));
    }
    if (left > right) continue;
    covered.fill(1, Math.floor(left), Math.ceil(right));
    any = true;
  }
  return any;
}

/** Writes a row of the scene over the photo, each pixel by its strength, where no face is near. */
function mixRow(
  photo: Raster,
  photoStart: number,
  sceneRow: Float32Array,
  strengths: Float32Array,
  strip: Raster,
  start: number,
): void {
  const { data } = photo;
  const out = strip.data;
  for (let x = 0; x < strip.width; x++) {
    const strength = strengths[x]!;
    const keep = 1 - strength;
    const from = photoStart + x * 4;
    const to = start + x * 4;
    out[to] = keep * data[from]! + strength * sceneRow[x * 3]!;
    out[to + 1] = keep * data[from + 1]! + strength * sceneRow[x * 3 + 1]!;
    out[to + 2] = keep * data[from + 2]! + strength * sceneRow[x * 3 + 2]!;
    out[to + 3] = data[from + 3]!;
  }
}

/** Writes at out[index] the pixel (x, y) of the output, within a face's crop; returns its strength. */
type FaceBlender = (
  x: number,
  y: number,
  sceneRow: Float32Array,
  out: Uint8ClampedArray,
  index: number,
  sceneStrength: number,
) => number;

function createFaceBlender(
  composition: Composition,
  photo: { readonly raster: Raster; readonly top: number },
  strength: number,
  drawingOnly: boolean,
): FaceBlender {
  const { fields, layers, scene, outputWidth, outputHeight } = composition;
  const sceneScaleX = scene.width / outputWidth;
  const sceneScaleY = scene.height / outputHeight;
  const offset = new Float64Array(2);
  const drawn = new Float64Array(4);
  const photoPixel = new Float64Array(4);
  return (column, row, sceneRow, out, index, sceneStrength) => {
    const x = column + 0.5;
    const y = row + 0.5;
    fields.at(x, y, offset);
    const fromX = x + offset[0]!;
    const fromY = y + offset[1]!;
    if (!drawingOnly) sampleCubic(photo.raster, fromX, fromY - photo.top, photoPixel);
    if (Math.abs(fromX - x) + Math.abs(fromY - y) < minDisplacementPx) {
      drawn[0] = sceneRow[column * 3]!;
      drawn[1] = sceneRow[column * 3 + 1]!;
      drawn[2] = sceneRow[column * 3 + 2]!;
    } else {
      sampleCubic(scene, fromX * sceneScaleX, fromY * sceneScaleY, drawn);
    }
    const here = layFacesOver(layers, x, y, drawn, sceneStrength, strength);
    if (drawingOnly) {
      out[index] = drawn[0]!;
      out[index + 1] = drawn[1]!;
      out[index + 2] = drawn[2]!;
      return here;
    }
    const keep = 1 - here;
    out[index] = keep * photoPixel[0]! + here * drawn[0]!;
    out[index + 1] = keep * photoPixel[1]! + here * drawn[1]!;
    out[index + 2] = keep * photoPixel[2]! + here * drawn[2]!;
    out[index + 3] = photoPixel[3]!;
    return here;
  };
}

/**
 * Mixes each layer's colour at (x, y) of the output into `drawn`, by its share there; returns the strength
 * there.
 */
function layFacesOver(
  layers: readonly FittedLayer[],
  x: number,
  y: number,
  drawn: Float64Array,
  sceneStrength: number,
  strength: number,
): number {
  let here = sceneStrength;
  for (const { drawing, mask, cropFromOutput: map, ownStrength = strength } of layers) {
    const cropX = map.a * x + map.c * y + map.e;
    const cropY = map.b * x + map.d * y + map.f;
    if (!(cropX >= 0 && cropX <= cropSize && cropY >= 0 && cropY <= cropSize)) continue;
    const allowed = samplePlane(mask, cropX, cropY);
    if (allowed < minMask) continue;
    const step = drawing.width / cropSize;
    sampleCubic(drawing, cropX * step, cropY * step, layerPixel);
    const share = allowed * Math.min(1, Math.max(0, layerPixel[3]! / 255));
    if (share < minMask) continue;
    // Where next to nothing of the head is left, a cubic's colour may lie far beyond all of them.
    for (let channel = 0; channel < 3; channel++) {
      const colour = Math.min(255, Math.max(0, layerPixel[channel]!));
      drawn[channel]! += share * (colour - drawn[channel]!);
    }
    here += share * (ownStrength - here);
  }
  return here;
}
