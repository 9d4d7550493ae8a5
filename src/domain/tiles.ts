import type { Box } from './geometry.ts';
import { createRaster, type Raster } from './raster.ts';

/**
 * A part of a picture drawn by itself; whole px, inside the picture. Its weight at (column, row) is
 * columnWeights[column] · rowWeights[row].
 */
export interface Tile extends Box {
  readonly columnWeights: Float32Array;
  readonly rowWeights: Float32Array;
}

interface Span {
  readonly start: number;
  readonly weights: Float32Array;
}

/**
 * Tiles of at most tileSize² px, evenly spread with at least `overlap` px in common, that cover
 * width × height; the weights of all tiles sum to 1 at each pixel. A picture smaller than a tile is
 * one tile. @throws RangeError unless sizes are ≥ 1 and 0 ≤ overlap < tileSize.
 */
export function planTiles(
  width: number,
  height: number,
  tileSize: number,
  overlap: number,
): readonly Tile[] {
  if (width < 1 || height < 1 || overlap < 0 || overlap >= tileSize) {
    throw new RangeError(`no tiles of ${tileSize} px over ${overlap} px for ${width}×${height}`);
  }
  const columns = planSpans(width, tileSize, overlap);
  return planSpans(height, tileSize, overlap).flatMap((row) =>
    columns.map((column) => ({
      x: column.start,
      y: row.start,
      width: column.weights.length,
      height: row.weights.length,
      columnWeights: column.weights,
      rowWeights: row.weights,
    })),
  );
}

/** The tiles' spans along one side, with weights that sum to 1 at each position. */
function planSpans(length: number, tileSize: number, overlap: number): Span[] {
  const size = Math.min(length, tileSize);
  const count = length <= tileSize ? 1 : Math.ceil((length - overlap) / (tileSize - overlap));
  const sums = new Float64Array(length);
  const spans = Array.from({ length: count }, (_, index) => {
    const start = count === 1 ? 0 : Math.round((index * (length - size)) / (count - 1));
    const weights = new Float32Array(size);
    for (let position = 0; position < size; position++) {
      // A ramp at each side that has a neighbour; the picture's own sides keep full weight.
      const rise = start === 0 ? 1 : (position + 0.5) / overlap;
      const fall = start + size === length ? 1 : (size - position - 0.5) / overlap;
      const weight = Math.min(1, rise, fall);
      weights[position] = weight;
      sums[start + position]! += weight;
    }
    return { start, weights };
  });
  // Where the even spread makes overlaps wider than asked for, the ramps alone do not sum to 1.
  for (const { start, weights } of spans) {
    for (let position = 0; position < size; position++) {
      weights[position]! /= sums[start + position]!;
    }
  }
  return spans;
}

/** Collects the drawings of tiles into one picture. */
export interface TileBlender {
  /**
   * Adds a [1,4,H,W] f32 drawing of `tile` (RGB signed, clamped here; the matte is left aside). H and W
   * may exceed the tile by padding at the right and bottom.
   */
  add(tile: Tile, drawing: Float32Array, tensorWidth: number, tensorHeight: number): void;
  /** The picture, opaque; call it once every tile was added. */
  toRaster(): Raster;
}

/** A blender for a width × height picture. @throws RangeError when it cannot be allocated. */
export function createTileBlender(width: number, height: number): TileBlender {
  const sums = new Float32Array(width * height * 3);
  return {
    add(tile, drawing, tensorWidth, tensorHeight) {
      const area = tensorWidth * tensorHeight;
      for (let row = 0; row < tile.height; row++) {
        const rowWeight = tile.rowWeights[row]!;
        let to = ((tile.y + row) * width + tile.x) * 3;
        let from = row * tensorWidth;
        for (let column = 0; column < tile.width; column++, from++) {
          const weight = rowWeight * tile.columnWeights[column]!;
          sums[to++]! += weight * clampSigned(drawing[from]!);
          sums[to++]! += weight * clampSigned(drawing[area + from]!);
          sums[to++]! += weight * clampSigned(drawing[2 * area + from]!);
        }
      }
    },
    toRaster() {
      const raster = createRaster(width, height);
      for (let pixel = 0; pixel < width * height; pixel++) {
        raster.data[pixel * 4] = (sums[pixel * 3]! + 1) * 127.5;
        raster.data[pixel * 4 + 1] = (sums[pixel * 3 + 1]! + 1) * 127.5;
        raster.data[pixel * 4 + 2] = (sums[pixel * 3 + 2]! + 1) * 127.5;
        raster.data[pixel * 4 + 3] = 255;
      }
      return raster;
    },
  };
}

function clampSigned(value: number): number {
  return Math.min(1, Math.max(-1, value));
}
