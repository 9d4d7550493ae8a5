import { cleanEdges, findPeople, putBehind } from './behindPeople.ts';
import {
  type Composition,
  hasOwnStrengths,
  photoRowsFor,
  type Rows,
  type Spans,
} from './composition.ts';
import { coverRow, createFaceBlender, createPhotoWarper } from './faceRows.ts';
import { createRaster, isOpaque, type Raster } from '../picture/raster.ts';
import { applyTexture } from '../picture/texture.ts';

/** Where the photo alone is seen, no scene is needed. */
const noScene = new Float32Array(0);

/**
 * The finished `rows` of the output, `strength` (unit) of the drawing over the warped photo; the
 * photo's alpha is kept. `photo` is the photo scaled to the output's width and height: its rows from
 * `photo.top` on, at least those of `photoRowsFor`. Outside of `spans` the result means nothing. The caller owns it.
 * @throws RangeError when the photo strip has another width or lacks rows.
 */
export function composeStrip(
  composition: Composition,
  photo: { readonly raster: Raster; readonly top: number },
  rows: Rows,
  strength: number,
  spans?: Spans,
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
  const photoOnly = !varies && strength <= 0;
  // At full strength an opaque photo contributes neither colour nor alpha.
  const drawingOnly = !varies && strength >= 1 && isOpaque(photo.raster);
  const blendFaces = photoOnly
    ? createPhotoWarper(composition, photo)
    : createFaceBlender(composition, photo, strength, drawingOnly);
  for (let row = 0; row < rows.height; row++) {
    const y = rows.top + row;
    const left = spans ? spans.left[row]! : 0;
    const right = spans ? spans.right[row]! : outputWidth;
    if (left >= right) continue;
    const sceneRow = photoOnly ? noScene : composition.sceneRows.at(y);
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
    if (photoOnly) {
      const from = photoStart + left * 4;
      const part = photo.raster.data.subarray(from, photoStart + right * 4);
      strip.data.set(part, start + left * 4);
    } else {
      mixRow(photo.raster, photoStart, sceneRow, rowStrengths, strip, start, left, right);
    }
    const end = anyCovered ? right : left;
    for (let x = left; x < end; x++) {
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

/** Blends a part of a row of the scene over the photo by each pixel's strength, still without the faces. */
function mixRow(
  photo: Raster,
  photoStart: number,
  sceneRow: Float32Array,
  strengths: Float32Array,
  strip: Raster,
  start: number,
  left: number,
  right: number,
): void {
  const { data } = photo;
  const out = strip.data;
  for (let x = left; x < right; x++) {
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
