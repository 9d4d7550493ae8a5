import { type EyeIndices, pickPoints } from './landmarks.ts';

/** Coefficients f0, f1, f2 of a lid: y(x) = (1 − x²)(f0 + f1·x + f2·x²). */
export type Lid = readonly [number, number, number];

/**
 * An eye as two lids over its own axis: x runs −1..1 from the corner at the smaller x to the other
 * corner, y points upwards, both in half widths. Lengths and positions are in px.
 */
export interface EyeShape {
  readonly centreX: number;
  readonly centreY: number;
  /** Unit vector from corner to corner; (axisY, −axisX) points up. */
  readonly axisX: number;
  readonly axisY: number;
  readonly width: number;
  readonly upper: Lid;
  readonly lower: Lid;
  /** Half the distance between the lids at the centre, in half widths. */
  readonly opening: number;
  readonly irisX: number;
  readonly irisY: number;
  readonly irisRadius: number;
  readonly outward: -1 | 1;
}

/** Below this opening an eye counts as closed. */
export const closedOpening = 0.1;

/** The height of a lid at `x`, in half widths. */
export function lidHeight(lid: Lid, x: number): number {
  return (1 - x * x) * (lid[0] + lid[1] * x + lid[2] * x * x);
}

/**
 * The eye at the landmarks `xy` (478 points, px): each lid is fitted to its inner points by ridge
 * regression.
 */
export function fitEye(xy: ArrayLike<number>, eye: EyeIndices): EyeShape {
  const { centreX, centreY, axisX, axisY, width } = eyeAxis(xy, eye);
  const fit = (indices: readonly number[]): Lid => {
    const points = pickPoints(xy, indices);
    const x: number[] = [];
    const y: number[] = [];
    for (let index = 0; index < points.length; index += 2) {
      const offsetX = (points[index]! - centreX) / (width / 2);
      const offsetY = (points[index + 1]! - centreY) / (width / 2);
      const along = offsetX * axisX + offsetY * axisY;
      if (Math.abs(along) >= 0.97) continue;
      x.push(along);
      y.push(offsetX * axisY - offsetY * axisX);
    }
    return fitLid(x, y);
  };
  const upper = fit(eye.upper);
  const lower = fit(eye.lower);
  const { irisX, irisY, irisRadius } = irisOf(xy, eye);
  return {
    centreX,
    centreY,
    axisX,
    axisY,
    width,
    upper,
    lower,
    opening: (upper[0] - lower[0]) / 2,
    irisX,
    irisY,
    irisRadius,
    outward: eye.outward,
  };
}

/** Position and direction of an eye; fields as in {@link EyeShape}. */
function eyeAxis(
  xy: ArrayLike<number>,
  eye: EyeIndices,
): Pick<EyeShape, 'centreX' | 'centreY' | 'axisX' | 'axisY' | 'width'> {
  const [first, last] = [eye.upper[0]! * 2, eye.upper.at(-1)! * 2];
  const acrossX = xy[last]! - xy[first]!;
  const acrossY = xy[last + 1]! - xy[first + 1]!;
  const width = Math.hypot(acrossX, acrossY);
  return {
    centreX: (xy[first]! + xy[last]!) / 2,
    centreY: (xy[first + 1]! + xy[last + 1]!) / 2,
    axisX: acrossX / Math.max(width, 1e-6),
    axisY: acrossY / Math.max(width, 1e-6),
    width,
  };
}

/** The iris: its centre, and the mean distance of its rim's points as the radius. */
function irisOf(
  xy: ArrayLike<number>,
  eye: EyeIndices,
): Pick<EyeShape, 'irisX' | 'irisY' | 'irisRadius'> {
  const points = pickPoints(xy, eye.iris);
  const irisX = points[0]!;
  const irisY = points[1]!;
  let sum = 0;
  for (let index = 2; index < points.length; index += 2) {
    sum += Math.hypot(points[index]! - irisX, points[index + 1]! - irisY);
  }
  return { irisX, irisY, irisRadius: sum / (eye.iris.length - 1) };
}

const ridge = 0.0025;

/**
 * The lid that fits points (x, y) best: the normal equations of three coefficients, solved by
 * Cramer's rule.
 */
function fitLid(x: readonly number[], y: readonly number[]): Lid {
  // Entries of the symmetric 3 × 3 system: the basis functions are b, b·x and b·x² with b = 1 − x².
  const moments = [0, 0, 0, 0, 0];
  const right = [0, 0, 0];
  x.forEach((position, index) => {
    const base = 1 - position * position;
    let power = base * base;
    for (let order = 0; order < 5; order++) {
      moments[order]! += power;
      power *= position;
    }
    let weight = base * y[index]!;
    for (let order = 0; order < 3; order++) {
      right[order]! += weight;
      weight *= position;
    }
  });
  const [m0, m1, m2, m3, m4] = moments as [number, number, number, number, number];
  const [r0, r1, r2] = right as [number, number, number];
  const a = m0 + ridge;
  const d = m2 + ridge;
  const f = m4 + ridge;
  const determinant = a * (d * f - m3 * m3) - m1 * (m1 * f - m3 * m2) + m2 * (m1 * m3 - d * m2);
  return [
    (r0 * (d * f - m3 * m3) - m1 * (r1 * f - m3 * r2) + m2 * (r1 * m3 - d * r2)) / determinant,
    (a * (r1 * f - r2 * m3) - r0 * (m1 * f - m3 * m2) + m2 * (m1 * r2 - r1 * m2)) / determinant,
    (a * (d * r2 - m3 * r1) - m1 * (m1 * r2 - r1 * m2) + r0 * (m1 * m3 - d * m2)) / determinant,
  ];
}
