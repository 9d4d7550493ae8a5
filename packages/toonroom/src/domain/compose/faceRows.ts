import { cropSize } from '../face/align.ts';
import { samplePlane } from '../picture/plane.ts';
import type { Raster } from '../picture/raster.ts';
import { sampleCubic } from '../picture/resample.ts';
import type { Composition } from './composition.ts';
import type { FittedLayer } from './faceLayer.ts';

/** Where the mask is below this, a face is not drawn: it could not change a u8 value. */
const minMask = 1 / 512;
/** Displacements below this leave a pixel where it is, output px. */
const minDisplacementPx = 1e-4;

const layerPixel = new Float64Array(4);
/** What is kept of each face at a px: red, green, blue, share, strength. */
const faceValues = 5;

/** Marks in `covered` the pixels of row `y` in any face's crop; returns false if there are none. */
export function coverRow(composition: Composition, y: number, covered: Uint8Array): boolean {
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

/** Writes pixel (x, y) of the output, in a face's crop, to out[index]; returns its strength. */
type FaceBlender = (
  x: number,
  y: number,
  sceneRow: Float32Array,
  out: Uint8ClampedArray,
  index: number,
  sceneStrength: number,
) => number;

export function createFaceBlender(
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
  const found = new Float64Array(layers.length * faceValues);
  return (column, row, sceneRow, out, index, sceneStrength) => {
    const x = column + 0.5;
    const y = row + 0.5;
    const count = facesAt(layers, x, y, strength, found);
    const isHidden = count > 0 && found[count * faceValues - 2] === 1;
    // Inside a head nothing is seen of the scene.
    if (!isHidden || !drawingOnly) fields.at(x, y, offset);
    const fromX = x + offset[0]!;
    const fromY = y + offset[1]!;
    if (!drawingOnly) sampleCubic(photo.raster, fromX, fromY - photo.top, photoPixel);
    if (isHidden) {
      // The uppermost face takes its place whole.
    } else if (Math.abs(fromX - x) + Math.abs(fromY - y) < minDisplacementPx) {
      drawn[0] = sceneRow[column * 3]!;
      drawn[1] = sceneRow[column * 3 + 1]!;
      drawn[2] = sceneRow[column * 3 + 2]!;
    } else {
      sampleCubic(scene, fromX * sceneScaleX, fromY * sceneScaleY, drawn);
    }
    const here = layFacesOver(found, count, drawn, sceneStrength);
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

/** As a face blender at no strength: writes the photo's pixel that the warp brings here. */
export function createPhotoWarper(
  { fields }: Composition,
  photo: { readonly raster: Raster; readonly top: number },
): FaceBlender {
  const offset = new Float64Array(2);
  const pixel = new Float64Array(4);
  return (column, row, _sceneRow, out, index) => {
    const x = column + 0.5;
    const y = row + 0.5;
    fields.at(x, y, offset);
    sampleCubic(photo.raster, x + offset[0]!, y + offset[1]! - photo.top, pixel);
    out[index] = pixel[0]!;
    out[index + 1] = pixel[1]!;
    out[index + 2] = pixel[2]!;
    out[index + 3] = pixel[3]!;
    return 0;
  };
}

/**
 * Writes the faces at the output's (x, y) into `found`, from the uppermost one down to the first that hides all others;
 * returns how many they are.
 */
function facesAt(
  layers: readonly FittedLayer[],
  x: number,
  y: number,
  strength: number,
  found: Float64Array,
): number {
  let count = 0;
  for (let index = layers.length - 1; index >= 0; index--) {
    const { drawing, mask, cropFromOutput: map, ownStrength = strength } = layers[index]!;
    const cropX = map.a * x + map.c * y + map.e;
    const cropY = map.b * x + map.d * y + map.f;
    if (!(cropX >= 0 && cropX <= cropSize && cropY >= 0 && cropY <= cropSize)) continue;
    const allowed = samplePlane(mask, cropX, cropY);
    if (allowed < minMask) continue;
    const step = drawing.width / cropSize;
    sampleCubic(drawing, cropX * step, cropY * step, layerPixel);
    const share = allowed * Math.min(1, Math.max(0, layerPixel[3]! / 255));
    if (share < minMask) continue;
    const start = count++ * faceValues;
    // Where alpha is close to 0, a cubic sample may overshoot far beyond the neighbouring colours.
    for (let channel = 0; channel < 3; channel++) {
      found[start + channel] = Math.min(255, Math.max(0, layerPixel[channel]!));
    }
    const isWhole = share >= 1 - minMask;
    found[start + 3] = isWhole ? 1 : share;
    found[start + 4] = ownStrength;
    if (isWhole) break;
  }
  return count;
}

/** Mixes the faces that were found into `drawn`, the lowest first; returns the strength there. */
function layFacesOver(
  found: Float64Array,
  count: number,
  drawn: Float64Array,
  sceneStrength: number,
): number {
  let here = sceneStrength;
  for (let start = (count - 1) * faceValues; start >= 0; start -= faceValues) {
    const share = found[start + 3]!;
    for (let channel = 0; channel < 3; channel++) {
      drawn[channel]! += share * (found[start + channel]! - drawn[channel]!);
    }
    here += share * (found[start + 4]! - here);
  }
  return here;
}
