import { cropSize } from '../face/align.ts';
import type { DisplacementGrid } from '../face/displacement.ts';
import type { Plane, Raster } from '../picture/raster.ts';

type Colour = readonly [red: number, green: number, blue: number, alpha?: number];

/** A raster whose pixel (x, y) is `colourAt(x, y)`; alpha 255 unless given. */
export function paint(
  width: number,
  height: number,
  colourAt: (x: number, y: number) => Colour,
): Raster {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [red, green, blue, alpha = 255] = colourAt(x, y);
      data.set([red, green, blue, alpha], (y * width + x) * 4);
    }
  }
  return { width, height, data };
}

/** Opaque noise, the same on each run. */
export function noise(width: number, height: number, seed = 1): Raster {
  let state = seed;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  };
  return paint(width, height, () => [next(), next(), next()]);
}

/** The colour of pixel (x, y). */
export function colourAt(raster: Raster, x: number, y: number): number[] {
  const index = (y * raster.width + x) * 4;
  return [...raster.data.subarray(index, index + 4)];
}

/** A crop-sized plane. */
export function cropPlane(valueAt: (x: number, y: number) => number): Plane {
  const data = Float32Array.from({ length: cropSize * cropSize }, (_, index) =>
    valueAt(index % cropSize, Math.floor(index / cropSize)),
  );
  return { width: cropSize, height: cropSize, data };
}

/** A square drawing of a head in one colour, with its share of each pixel (unit) as alpha. */
export function headOf(
  [red, green, blue]: Colour,
  share: (x: number, y: number) => number = () => 1,
  side = cropSize,
): Raster {
  return paint(side, side, (x, y) => [red, green, blue, 255 * share(x, y)]);
}

/** A displacement field over the crop, given by its value at each crop position. */
export function fieldOf(at: (x: number, y: number) => readonly [number, number]): DisplacementGrid {
  const [columns, spacing] = [65, 8];
  const nodes = Array.from({ length: columns * columns }, (_, index) =>
    at((index % columns) * spacing, Math.floor(index / columns) * spacing),
  );
  return {
    columns,
    rows: columns,
    spacing,
    dx: Float32Array.from(nodes, ([dx]) => dx),
    dy: Float32Array.from(nodes, ([, dy]) => dy),
  };
}

/** The field that moves nothing. */
export const stillField = fieldOf(() => [0, 0]);
