import { cropSize } from './align.ts';
import {
  type Affine,
  affineScale,
  type Box,
  composeAffine,
  invertAffine,
  mapBox,
  type Space,
} from '../picture/geometry.ts';
import { createRaster, type Raster } from '../picture/raster.ts';
import { prefilter, sampleBilinear } from '../picture/resample.ts';

/**
 * A displacement field over the crop, crop px: the warped picture shows at c what the photo shows
 * at c + d(c). Node (i, j) lies at (i · spacing, j · spacing); `dx` and `dy` have columns · rows
 * values, row by row. Between nodes the field is bilinear.
 */
export interface DisplacementGrid {
  /** Nodes in a row. */
  readonly columns: number;
  /** Rows of nodes. */
  readonly rows: number;
  /** Between nodes, crop px. */
  readonly spacing: number;
  /** To the right, crop px: columns · rows values. */
  readonly dx: Float32Array;
  /** Down, crop px: columns · rows values. */
  readonly dy: Float32Array;
}

/** A face's field and where its crop lies. */
export interface FaceWarp {
  readonly cropFromPhoto: Affine<'photo', 'crop'>;
  readonly displacement: DisplacementGrid;
}

/** The sum of several faces' fields, from a target picture into a source picture. */
export interface FieldSum {
  /**
   * Writes the displacement at (x, y) of the target to `out` as (x, y), in px of the source. Zero
   * outside all crops.
   */
  at(x: number, y: number, out: Float64Array): void;
}

/**
 * The sum of the fields of `faces` for a target whose point p shows the photo at photoFromTarget·p.
 * Displacements are in px of the source, which shows the photo's point q at sourceFromPhoto·q.
 */
export function sumFields<Target extends Space, Source extends Space>(
  faces: readonly FaceWarp[],
  photoFromTarget: Affine<Target, 'photo'>,
  sourceFromPhoto: Affine<'photo', Source>,
): FieldSum {
  const terms = faces.map(({ cropFromPhoto, displacement }) => ({
    cropFromTarget: composeAffine(cropFromPhoto, photoFromTarget),
    sourceFromCrop: composeAffine(sourceFromPhoto, invertAffine(cropFromPhoto)),
    displacement,
  }));
  return {
    at(x, y, out) {
      let sumX = 0;
      let sumY = 0;
      for (const { cropFromTarget, sourceFromCrop, displacement } of terms) {
        const cropX = cropFromTarget.a * x + cropFromTarget.c * y + cropFromTarget.e;
        const cropY = cropFromTarget.b * x + cropFromTarget.d * y + cropFromTarget.f;
        if (!(cropX >= 0 && cropX <= cropSize && cropY >= 0 && cropY <= cropSize)) continue;
        displacementAt(displacement, cropX, cropY, out);
        const dx = out[0]!;
        const dy = out[1]!;
        sumX += sourceFromCrop.a * dx + sourceFromCrop.c * dy;
        sumY += sourceFromCrop.b * dx + sourceFromCrop.d * dy;
      }
      out[0] = sumX;
      out[1] = sumY;
    },
  };
}

/** Writes the field at crop position (x, y), within the grid, to `out` as (dx, dy), bilinear. */
export function displacementAt(
  grid: DisplacementGrid,
  x: number,
  y: number,
  out: Float64Array,
): void {
  const { columns, rows, spacing, dx, dy } = grid;
  const left = x / spacing;
  const top = y / spacing;
  const column = Math.min(columns - 2, left | 0);
  const row = Math.min(rows - 2, top | 0);
  const tx = left - column;
  const ty = top - row;
  const index = row * columns + column;
  const below = index + columns;
  const w00 = (1 - tx) * (1 - ty);
  const w10 = tx * (1 - ty);
  const w01 = (1 - tx) * ty;
  const w11 = tx * ty;
  out[0] = w00 * dx[index]! + w10 * dx[index + 1]! + w01 * dx[below]! + w11 * dx[below + 1]!;
  out[1] = w00 * dy[index]! + w10 * dy[index + 1]! + w01 * dy[below]! + w11 * dy[below + 1]!;
}

/**
 * The aligned face cut from the warped photo, side² px, or the part `window` of it (whole px): the
 * painter's input.
 *
 * `source` shows the photo, a part of it or a smaller copy of it, at sourceFromPhoto·p; beyond its
 * border its edge is repeated. `faces` are the warps of all faces in the picture, since a
 * neighbour's may reach into this crop.
 */
export function warpedCrop<Source extends Space>(
  source: Raster,
  sourceFromPhoto: Affine<'photo', Source>,
  cropFromPhoto: Affine<'photo', 'crop'>,
  faces: readonly FaceWarp[],
  side = cropSize,
  window: Box = { x: 0, y: 0, width: side, height: side },
): Raster {
  const stepPx = cropSize / side;
  const photoFromCrop = invertAffine(cropFromPhoto);
  const map = composeAffine(sourceFromPhoto, photoFromCrop);
  const fields = sumFields(faces, photoFromCrop, sourceFromPhoto);
  const region = mapBox(map, scaledBox(window, stepPx));
  const filtered = prefilter(source, region, stepPx * affineScale(map));
  const crop = createRaster(window.width, window.height);
  const offset = new Float64Array(2);
  const pixel = new Float64Array(4);
  let index = 0;
  for (let row = 0; row < window.height; row++) {
    const y = (window.y + row + 0.5) * stepPx;
    for (let column = 0; column < window.width; column++) {
      const x = (window.x + column + 0.5) * stepPx;
      fields.at(x, y, offset);
      const sourceX = map.a * x + map.c * y + map.e + offset[0]!;
      const sourceY = map.b * x + map.d * y + map.f + offset[1]!;
      sampleBilinear(
        filtered.raster,
        sourceX * filtered.scaleX + filtered.shiftX,
        sourceY * filtered.scaleY + filtered.shiftY,
        pixel,
      );
      crop.data[index++] = pixel[0]!;
      crop.data[index++] = pixel[1]!;
      crop.data[index++] = pixel[2]!;
      crop.data[index++] = pixel[3]!;
    }
  }
  return crop;
}

/** The part of the crop that the warped crop's `window` (px of side² px) may sample, crop px. */
export function seenBox(window: Box, side: number, faces: readonly FaceWarp[]): Box {
  const box = scaledBox(window, cropSize / side);
  if (faces.length === 0) return box;
  // Each field is in px of its own crop: the sum is scaled by the largest ratio between two crops.
  const scales = faces.map(({ cropFromPhoto }) => affineScale(cropFromPhoto));
  const ratio = Math.max(...scales) / Math.min(...scales);
  const reach = faces.reduce((sum, { displacement }) => sum + reachOf(displacement), 0) * ratio;
  return {
    x: box.x - reach,
    y: box.y - reach,
    width: box.width + 2 * reach,
    height: box.height + 2 * reach,
  };
}

function reachOf({ dx, dy }: DisplacementGrid): number {
  let reach = 0;
  for (let node = 0; node < dx.length; node++) {
    reach = Math.max(reach, Math.abs(dx[node]!), Math.abs(dy[node]!));
  }
  return reach;
}

function scaledBox({ x, y, width, height }: Box, factor: number): Box {
  return { x: x * factor, y: y * factor, width: width * factor, height: height * factor };
}
