import { bendingEnergy, thinPlateAt } from '../face/thinPlate.ts';
import type { Box } from '../picture/geometry.ts';
import type { AligningField } from './alignment.ts';
import { type KeyPoints, keyPointCount } from './keyPoints.ts';

/** Points of one picture that are nearer to each other than this lie on top of each other, px. */
const closestPx = 0.1;
/** Points of lids and lips, which meet where an eye or a mouth is closed. */
const meeting: ReadonlySet<string> = new Set([
  '37 41',
  '38 40',
  '43 47',
  '44 46',
  '48 60',
  '54 64',
  '61 67',
  '62 66',
  '63 65',
]);

/** What is measured of an alignment. */
export interface Quality {
  /** The cells of the grid in which the cartoon is folded over, px of the photo. */
  readonly folds: readonly Box[];
  /** By how much areas shrink or grow where they do so most: 1 is not at all, 0 or less is folded. */
  readonly leastArea: number;
  readonly mostArea: number;
  /** See {@link bendingEnergy}. */
  readonly bending: number;
  /** How far the cartoon's points are moved, as a share of the width of the photo's face. */
  readonly meanMove: number;
  readonly mostMove: number;
  /** How far from the photo's points they end, px of the photo. */
  readonly meanMiss: number;
  readonly mostMiss: number;
}

export const grades = ['good', 'fair', 'poor'] as const;
export type Grade = (typeof grades)[number];

/** Measures the alignment of `origin` with `target`, both px of the photo's size, by their field. */
export function qualityOf(field: AligningField, origin: KeyPoints, target: KeyPoints): Quality {
  const moves: number[] = [];
  const misses: number[] = [];
  const out = new Float64Array(2);
  for (let point = 0; point < keyPointCount; point++) {
    const x = target[point * 2]!;
    const y = target[point * 2 + 1]!;
    const moveX = origin[point * 2]! - x;
    const moveY = origin[point * 2 + 1]! - y;
    thinPlateAt(field.spline, x, y, out);
    moves.push(Math.hypot(moveX, moveY));
    misses.push(Math.hypot(out[0]! - moveX, out[1]! - moveY));
  }
  const faceWidth = Math.max(1, Math.hypot(target[32]! - target[0]!, target[33]! - target[1]!));
  return {
    ...areasOf(field),
    bending: bendingEnergy(field.spline),
    meanMove: mean(moves) / faceWidth,
    mostMove: Math.max(...moves) / faceWidth,
    meanMiss: mean(misses),
    mostMiss: Math.max(...misses),
  };
}

/**
 * Where the field folds. Within a cell it is bilinear, so its Jacobian determinant is greatest and smallest at the
 * cell's corners.
 */
function areasOf({
  width,
  height,
  grid: { columns, rows, dx, dy },
}: AligningField): Pick<Quality, 'folds' | 'leastArea' | 'mostArea'> {
  const cellWidth = width / (columns - 1);
  const cellHeight = height / (rows - 1);
  const folds: Box[] = [];
  let leastArea = Infinity;
  let mostArea = -Infinity;
  for (let row = 0; row < rows - 1; row++) {
    for (let column = 0; column < columns - 1; column++) {
      const at = row * columns + column;
      const determinants = [at, at + columns].flatMap((left) =>
        [at, at + 1].map((top) => {
          const alongX = 1 + (dx[left + 1]! - dx[left]!) / cellWidth;
          const alongY = (dy[left + 1]! - dy[left]!) / cellWidth;
          const downX = (dx[top + columns]! - dx[top]!) / cellHeight;
          const downY = 1 + (dy[top + columns]! - dy[top]!) / cellHeight;
          return alongX * downY - alongY * downX;
        }),
      );
      const least = Math.min(...determinants);
      leastArea = Math.min(leastArea, least);
      mostArea = Math.max(mostArea, ...determinants);
      if (least > 0) continue;
      const [x, y] = [column * cellWidth, row * cellHeight];
      folds.push({ x, y, width: cellWidth, height: cellHeight });
    }
  }
  return { folds, leastArea, mostArea };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * Two points of one picture that lie on top of each other, other than those of closed lids and lips; the first such pair,
 * or null.
 */
export function coincidingPoints(points: KeyPoints): readonly [number, number] | null {
  for (let point = 1; point < keyPointCount; point++) {
    for (let other = 0; other < point; other++) {
      const x = points[point * 2]! - points[other * 2]!;
      const y = points[point * 2 + 1]! - points[other * 2 + 1]!;
      if (Math.hypot(x, y) >= closestPx || meeting.has(`${other} ${point}`)) continue;
      return [other, point];
    }
  }
  return null;
}

/** From where on a figure is no longer good, and from where on it is poor. */
interface Limits {
  readonly fair: number;
  readonly poor: number;
}

/** What is judged of a {@link Quality}: `move` and `miss` by the mean and the greatest distance. */
export const judged = ['folding', 'bending', 'move', 'miss'] as const;
export type Judged = (typeof judged)[number];

/** A cartoonist's usual exaggeration bends by 50, points set at random by a few px by 300. */
const limits: Readonly<Record<Exclude<Judged, 'folding'>, Limits>> = {
  bending: { fair: 80, poor: 250 },
  move: { fair: 0.12, poor: 0.3 },
  miss: { fair: 1, poor: 3 },
};
/** Below this share of its area a part of the cartoon is nearly folded. */
const nearlyFolded = 0.2;

/** How good each figure is. Only folding can make a pair unusable. */
export function judge(quality: Quality): Readonly<Record<Judged, Grade>> {
  const grade = (value: number, { fair, poor }: Limits): Grade =>
    value < fair ? 'good' : value < poor ? 'fair' : 'poor';
  return {
    folding: quality.folds.length > 0 ? 'poor' : quality.leastArea < nearlyFolded ? 'fair' : 'good',
    bending: grade(quality.bending, limits.bending),
    move: grade(quality.meanMove, limits.move),
    miss: grade(quality.mostMiss, limits.miss),
  };
}

/** The worst of several grades. */
export function worst(given: readonly Grade[]): Grade {
  return grades.findLast((grade) => given.includes(grade)) ?? 'good';
}
