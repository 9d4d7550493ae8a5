import { cropSize } from '../face/align.ts';
import { samplePlane } from '../picture/plane.ts';
import { sampleBilinear } from '../picture/resample.ts';
import { smoothstep } from '../picture/smoothstep.ts';
import type { Composition, FittedBackdrop } from './composition.ts';

/** From this share of a person on, a pixel gets more and more of its own colour. */
const ownColourFrom = 0.88;

const layerPixel = new Float64Array(4);
const edgePixel = new Float64Array(4);
const photoEdgePixel = new Float64Array(4);

/**
 * Writes to `people` the share of a person in each pixel of row `y` of the warped picture, and to
 * `places` the position (x, y) of that pixel in the plane of people.
 */
export function findPeople(
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

/** Removes the old background from the colours at people's edges: it would stay as a rim. */
export function cleanEdges(
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

/** Puts the new background, or transparency, behind the people of a row. */
export function putBehind(
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
