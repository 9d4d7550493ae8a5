import type { SceneRows } from '../picture/sceneRows.ts';
import { smoothstep } from '../picture/smoothstep.ts';

/** Backgrounds that are drawn without a picture. */
export const patternKinds = [
  /** One colour. */
  'plain',
  /** From the ground's colour to the figure's, from top to bottom. */
  'gradient',
  /** Halftone dots that grow from one corner to the other. */
  'dots',
  /** Rays from behind the person. */
  'rays',
  /** Paper with grain. */
  'paper',
] as const;
export type PatternKind = (typeof patternKinds)[number];

export function isPattern(kind: string): kind is PatternKind {
  return patternKinds.some((pattern) => pattern === kind);
}

/** The colours of the ground and of the figures on it, `#rrggbb`. */
export type Colours = readonly [ground: string, figure: string];

export interface Pattern {
  readonly kind: PatternKind;
  readonly colours: Colours;
}

/** Halftone dots along the picture's diagonal. */
const dotsAcross = 44;
/** Radius of the smallest and the largest dot, in units of the distance between dots. */
const dotRadii = [0.08, 0.52] as const;
const rayCount = 14;
/** Where the rays meet, in shares of width and height. */
const raysFrom = [0.5, 0.62] as const;
/**
 * Fine and coarse grains of the paper along the diagonal, and the most of the figure's colour in
 * them.
 */
const paperGrains = 420;
const paperClouds = 26;
const paperShare = 0.22;

/** A pattern at any size, row by row; a preview and a file show the same picture. */
export function patternRows({ kind, colours }: Pattern, width: number, height: number): SceneRows {
  const [ground, figure] = colours.map(channelsOf) as [number[], number[]];
  const share = shares[kind](width, height);
  const result = new Float32Array(width * 3);
  return {
    at(y) {
      for (let x = 0; x < width; x++) {
        const drawn = share(x + 0.5, y + 0.5);
        for (let channel = 0; channel < 3; channel++) {
          const from = ground[channel]!;
          result[x * 3 + channel] = from + drawn * (figure[channel]! - from);
        }
      }
      return result;
    },
  };
}

/** Share of the figure's colour at (x, y) px, unit. */
type Share = (x: number, y: number) => number;

const shares: Readonly<Record<PatternKind, (width: number, height: number) => Share>> = {
  plain: () => () => 0,

  gradient: (_width, height) => (_x, y) => y / height,

  dots(width, height) {
    const step = Math.hypot(width, height) / dotsAcross;
    const edge = 0.7 / step;
    return (x, y) => {
      const along = (x + y) * (Math.SQRT1_2 / step);
      const across = (x - y) * (Math.SQRT1_2 / step);
      const distance = Math.hypot(
        along - Math.floor(along) - 0.5,
        across - Math.floor(across) - 0.5,
      );
      const radius = dotRadii[0] + (dotRadii[1] - dotRadii[0]) * (y / height);
      return 1 - smoothstep(radius - edge, radius + edge, distance);
    };
  },

  rays(width, height) {
    const [fromX, fromY] = [raysFrom[0] * width, raysFrom[1] * height];
    return (x, y) => {
      const angle = Math.atan2(y - fromY, x - fromX) / (2 * Math.PI) + 0.5;
      const ray = angle * rayCount;
      // 0 in the middle of a ray, 0.5 in the middle of a gap.
      const off = Math.abs(ray - Math.floor(ray) - 0.5);
      const pxPerRay = (2 * Math.PI * Math.hypot(x - fromX, y - fromY)) / rayCount;
      const edge = Math.min(0.25, 0.7 / Math.max(pxPerRay, 1e-6));
      return 1 - smoothstep(0.25 - edge, 0.25 + edge, off);
    };
  },

  paper(width, height) {
    const diagonal = Math.hypot(width, height);
    const fine = paperGrains / diagonal;
    const broad = paperClouds / diagonal;
    return (x, y) => {
      const grain = valueNoise(x * fine, y * fine * 0.55);
      const cloud = valueNoise(x * broad + 40, y * broad + 40);
      return paperShare * (0.65 * grain + 0.35 * cloud);
    };
  },
};

/** Smooth noise with one random value per integer point, unit. */
function valueNoise(x: number, y: number): number {
  const [column, row] = [Math.floor(x), Math.floor(y)];
  const tx = smoothstep(0, 1, x - column);
  const ty = smoothstep(0, 1, y - row);
  const upper = random(column, row) * (1 - tx) + random(column + 1, row) * tx;
  const lower = random(column, row + 1) * (1 - tx) + random(column + 1, row + 1) * tx;
  return upper + ty * (lower - upper);
}

/** A pseudo-random number in 0..1 that depends on the place alone. */
function random(column: number, row: number): number {
  let mixed = Math.imul(column, 0x27d4eb2d) ^ Math.imul(row, 0x165667b1);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
  return ((mixed ^ (mixed >>> 13)) >>> 0) / 0xffffffff;
}

/** Red, green and blue of `#rrggbb`, u8. */
export function channelsOf(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}
