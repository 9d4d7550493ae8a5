import type { Raster } from './raster.ts';

/** Texture of the medium over a finished picture. 0 is none, 1 is strong. */
export interface Texture {
  /** Pencil strokes in the shaded parts. */
  readonly grain: number;
  /** Unevenness of the paper, everywhere. */
  readonly paper: number;
}

export const noTexture: Texture = { grain: 0, paper: 0 };

export const textureNames = ['grain', 'paper'] as const satisfies readonly (keyof Texture)[];

/** Side of the repeating tiles. */
const tilePx = 256;
/** The picture's long side in tile px: strokes keep their size relative to the picture. */
const longSideTilePx = 1200;
const strokeLengthPx = 22;
/** Pencil strokes run from lower left to upper right. */
const strokeSlope = -1;
/** Standard deviation that a grain of 1 adds to a mid-tone, levels of 255. */
const fullGrainLevels = 60;
const fullPaperLevels = 16;

/**
 * Applies the texture to `strip` in place, by `strength` (unit; one for all pixels or one for
 * each). The strip holds the rows from `top` on of a picture of `size`.
 */
export function applyTexture(
  strip: Raster,
  top: number,
  size: { readonly width: number; readonly height: number },
  { grain, paper }: Texture,
  strength: number | Float32Array,
): void {
  const grainLevels = grain * fullGrainLevels;
  const paperLevels = paper * fullPaperLevels;
  if ((grainLevels === 0 && paperLevels === 0) || strength === 0) return;
  const { strokes, tooth } = tiles();
  const scale = longSideTilePx / Math.max(size.width, size.height);
  const { data, width } = strip;
  for (let row = 0; row < strip.height; row++) {
    const v = (top + row + 0.5) * scale;
    for (let x = 0; x < width; x++) {
      const u = (x + 0.5) * scale;
      const index = (row * width + x) * 4;
      const r = data[index]!;
      const g = data[index + 1]!;
      const b = data[index + 2]!;
      const level =
        (typeof strength === 'number' ? strength : strength[row * width + x]!) *
        (grainLevels * hold(1 - (0.3 * r + 0.59 * g + 0.11 * b) / 255) * sampleTile(strokes, u, v) +
          paperLevels * sampleTile(tooth, u, v));
      data[index] = r + level;
      data[index + 1] = g + level;
      data[index + 2] = b + level;
    }
  }
}

/**
 * How strongly a stroke shows on a tone of this darkness (unit): not on white paper, little on
 * solid black.
 */
function hold(darkness: number): number {
  return 4 * darkness * (1 - darkness) * (1 - 0.4 * darkness);
}

/** Bilinear, repeating. */
function sampleTile(tile: Float32Array, u: number, v: number): number {
  const column = Math.floor(u - 0.5);
  const row = Math.floor(v - 0.5);
  const s = u - 0.5 - column;
  const t = v - 0.5 - row;
  const left = column & (tilePx - 1);
  const right = (column + 1) & (tilePx - 1);
  const upper = (row & (tilePx - 1)) * tilePx;
  const lower = ((row + 1) & (tilePx - 1)) * tilePx;
  return (
    (tile[upper + left]! * (1 - s) + tile[upper + right]! * s) * (1 - t) +
    (tile[lower + left]! * (1 - s) + tile[lower + right]! * s) * t
  );
}

interface Tiles {
  /** Mean 0, standard deviation 1. */
  readonly strokes: Float32Array;
  readonly tooth: Float32Array;
}

let made: Tiles | undefined;

function tiles(): Tiles {
  made ??= { strokes: normalised(pencilStrokes()), tooth: normalised(paperTooth()) };
  return made;
}

function pencilStrokes(): Float32Array {
  const noise = whiteNoise(1);
  return filled((x, y) => {
    let sum = 0;
    for (let step = -strokeLengthPx; step <= strokeLengthPx; step++) {
      const weight = Math.exp(-((step / (strokeLengthPx / 2)) ** 2));
      sum += weight * at(noise, x + step, y + strokeSlope * step);
    }
    return sum;
  });
}

function paperTooth(): Float32Array {
  const noise = whiteNoise(2);
  return filled((x, y) => {
    let sum = 0;
    for (let dy = -2; dy <= 2; dy++) {
      for (let dx = -2; dx <= 2; dx++) sum += at(noise, x + dx, y + dy) / (1 + dx * dx + dy * dy);
    }
    return sum;
  });
}

function at(tile: Float32Array, x: number, y: number): number {
  return tile[(y & (tilePx - 1)) * tilePx + (x & (tilePx - 1))]!;
}

function filled(value: (x: number, y: number) => number): Float32Array {
  return Float32Array.from({ length: tilePx * tilePx }, (_, index) =>
    value(index % tilePx, Math.floor(index / tilePx)),
  );
}

/** −½..½, the same for the same seed: mulberry32 (Tommy Ettinger, public domain). */
function whiteNoise(seed: number): Float32Array {
  let state = seed;
  return filled(() => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32 - 0.5;
  });
}

function normalised(tile: Float32Array): Float32Array {
  const mean = tile.reduce((sum, value) => sum + value, 0) / tile.length;
  const variance = tile.reduce((sum, value) => sum + (value - mean) ** 2, 0) / tile.length;
  return tile.map((value) => (value - mean) / Math.sqrt(variance));
}
