import { type DisplacementGrid, displacementAt } from '../face/displacement.ts';
import { fitThinPlate, type ThinPlate, thinPlateAt } from '../face/thinPlate.ts';
import { createRaster, type Raster } from '../picture/raster.ts';
import { downscale, sampleCubic } from '../picture/resample.ts';
import { type KeyPoints, keyPointCount } from './keyPoints.ts';

// Aligns a cartoon with its photo by their key points. training/toonroom_training/geometry/pairing.py does the same,
// px by px: golden files keep the two equal.

const smoothingPx2 = 0.5;
/** Px between nodes of the grid that the spline is evaluated at, or a little more. */
const spacingPx = 8;
/** Points on each side of the frame, which stays where it is. */
const frameTicks = 5;

/** The field that aligns a cartoon, once it is scaled to the photo's size, with the photo. */
export interface AligningField {
  /** Of the photo, and so of the aligned cartoon, px. */
  readonly width: number;
  readonly height: number;
  /**
   * The aligned cartoon shows at p what the scaled one shows at p + d(p): d in px, positions in cells of the grid, which
   * covers the whole picture.
   */
  readonly grid: DisplacementGrid;
  readonly spline: ThinPlate;
}

/** Key points of a picture of one size, where they lie in the same picture at another one. */
export function scalePoints(
  points: KeyPoints,
  from: { readonly width: number; readonly height: number },
  to: { readonly width: number; readonly height: number },
): KeyPoints {
  return points.map((value, index) =>
    index % 2 === 0 ? (value * to.width) / from.width : (value * to.height) / from.height,
  );
}

/** The field for key points of the cartoon (`origin`) and of the photo (`target`), both px of the photo's size. */
export function aligningField(
  origin: KeyPoints,
  target: KeyPoints,
  width: number,
  height: number,
): AligningField {
  const frame = framePoints(width, height);
  const to = Float64Array.of(...target, ...frame);
  const by = new Float64Array(to.length);
  for (let index = 0; index < keyPointCount * 2; index++)
    by[index] = origin[index]! - target[index]!;
  const spline = fitThinPlate(to, by, smoothingPx2);
  const columns = Math.floor(width / spacingPx) + 1;
  const rows = Math.floor(height / spacingPx) + 1;
  const dx = new Float32Array(columns * rows);
  const dy = new Float32Array(columns * rows);
  const move = new Float64Array(2);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const x = (column * width) / (columns - 1);
      const y = (row * height) / (rows - 1);
      thinPlateAt(spline, x, y, move);
      dx[row * columns + column] = move[0]!;
      dy[row * columns + column] = move[1]!;
    }
  }
  return { width, height, grid: { columns, rows, spacing: 1, dx, dy }, spline };
}

/** Points on the picture's border: x0, y0, x1, y1 …. */
function framePoints(width: number, height: number): readonly number[] {
  const last = frameTicks - 1;
  const points: number[] = [];
  for (let row = 0; row <= last; row++) {
    for (let column = 0; column <= last; column++) {
      if (row % last !== 0 && column % last !== 0) continue;
      points.push((column * width) / last, (row * height) / last);
    }
  }
  return points;
}

/** The cartoon shrunk to the photo's size, by averaging areas; a side that is smaller stays as it is. */
export function shrinkToFit(cartoon: Raster, width: number, height: number): Raster {
  const size = { width: Math.min(cartoon.width, width), height: Math.min(cartoon.height, height) };
  if (size.width === cartoon.width && size.height === cartoon.height) return cartoon;
  return downscale(cartoon, size.width, size.height);
}

/** The aligned cartoon, sampled from what {@link shrinkToFit} made of it by Catmull-Rom interpolation. */
export function alignCartoon(shrunk: Raster, { width, height, grid }: AligningField): Raster {
  const aligned = createRaster(width, height);
  const move = new Float64Array(2);
  const pixel = new Float64Array(4);
  const [scaleX, scaleY] = [shrunk.width / width, shrunk.height / height];
  let index = 0;
  for (let row = 0; row < height; row++) {
    const y = row + 0.5;
    for (let column = 0; column < width; column++) {
      const x = column + 0.5;
      displacementAt(grid, (x * (grid.columns - 1)) / width, (y * (grid.rows - 1)) / height, move);
      sampleCubic(shrunk, (x + move[0]!) * scaleX, (y + move[1]!) * scaleY, pixel);
      aligned.data[index++] = pixel[0]!;
      aligned.data[index++] = pixel[1]!;
      aligned.data[index++] = pixel[2]!;
      aligned.data[index++] = pixel[3]!;
    }
  }
  return aligned;
}
