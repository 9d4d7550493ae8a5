import { solveInPlace } from './linearSystem.ts';

/**
 * A thin-plate spline: the smoothest pair of functions of the plane through values at points.
 * Source: F. L. Bookstein, "Principal Warps" (1989). `training/toonroom_training/geometry/thin_plate.py` has the same.
 */
export interface ThinPlate {
  /** x0, y0, x1, y1 … */
  readonly points: Float64Array;
  /** Of each component: a weight for each point, then the constant, x and y terms. */
  readonly weights: readonly [Float64Array, Float64Array];
}

/**
 * The spline that has the value (x, y) of `values` at each point of `points`, both x0, y0, x1, y1 …. With `smoothing`
 * (px²), a ridge on the kernel's diagonal, it may miss them a little but bends less sharply.
 * @throws RangeError when the points lie on one line, or when two coincide and nothing is smoothed.
 */
export function fitThinPlate(
  points: Float64Array,
  values: Float64Array,
  smoothing: number,
): ThinPlate {
  const count = points.length / 2;
  const size = count + 3;
  const system = new Float64Array(size * size);
  for (let row = 0; row < count; row++) {
    const x = points[row * 2]!;
    const y = points[row * 2 + 1]!;
    for (let column = 0; column < row; column++) {
      const value = kernel((x - points[column * 2]!) ** 2 + (y - points[column * 2 + 1]!) ** 2);
      system[row * size + column] = value;
      system[column * size + row] = value;
    }
    system[row * size + row] = smoothing;
    [1, x, y].forEach((value, term) => {
      system[row * size + count + term] = value;
      system[(count + term) * size + row] = value;
    });
  }
  const weights = [new Float64Array(size), new Float64Array(size)] as const;
  for (let row = 0; row < count; row++) {
    weights[0][row] = values[row * 2]!;
    weights[1][row] = values[row * 2 + 1]!;
  }
  solveInPlace(system, weights);
  return { points, weights };
}

/** The thin-plate kernel r² ln r, from r². */
function kernel(squared: number): number {
  return squared > 0 ? 0.5 * squared * Math.log(squared) : 0;
}

/** Writes the spline's value at (x, y) to `out` as (x, y). */
export function thinPlateAt(
  { points, weights: [weightsX, weightsY] }: ThinPlate,
  x: number,
  y: number,
  out: Float64Array,
): void {
  const count = points.length / 2;
  let sumX = weightsX[count]! + weightsX[count + 1]! * x + weightsX[count + 2]! * y;
  let sumY = weightsY[count]! + weightsY[count + 1]! * x + weightsY[count + 2]! * y;
  for (let point = 0; point < count; point++) {
    const offsetX = x - points[point * 2]!;
    const offsetY = y - points[point * 2 + 1]!;
    const value = kernel(offsetX * offsetX + offsetY * offsetY);
    sumX += value * weightsX[point]!;
    sumY += value * weightsY[point]!;
  }
  out[0] = sumX;
  out[1] = sumY;
}

/**
 * How much the spline bends: the integral of its squared second derivatives over the plane, summed over both
 * components. It has no unit where values are lengths like the points, and is 0 for an affine map.
 */
export function bendingEnergy({ points, weights }: ThinPlate): number {
  const count = points.length / 2;
  let sum = 0;
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < row; column++) {
      const squared =
        (points[row * 2]! - points[column * 2]!) ** 2 +
        (points[row * 2 + 1]! - points[column * 2 + 1]!) ** 2;
      const product =
        weights[0][row]! * weights[0][column]! + weights[1][row]! * weights[1][column]!;
      sum += 2 * product * kernel(squared);
    }
  }
  // Δ²(r² ln r) is 8π at the origin and 0 elsewhere.
  return 8 * Math.PI * sum;
}
