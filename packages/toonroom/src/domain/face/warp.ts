import { cropSize } from './align.ts';
import type { DisplacementGrid } from './displacement.ts';
import { faceOval, type Landmarks, meanPoint, pickPoints, warpControls } from './landmarks.ts';
import { solveInPlace } from './linearSystem.ts';
import { smoothstep } from '../picture/smoothstep.ts';

const spacingPx = 8;
const nodes = cropSize / spacingPx + 1;
/**
 * Scale of the ring that keeps the surroundings in place: every other point of the face oval,
 * enlarged by this factor.
 */
const ringScale = 1.45;
/** Points along one side of the frame. */
const frameTicks = 9;
/** Ridge on the kernel's diagonal: the spline may miss its pins a little but bends less sharply. */
const smoothingPx2 = 0.5;
const borderFadePx = 40;

/**
 * The field that moves a face from its `own` landmarks to the `drawn` ones: the warped crop shows at c
 * what the crop shows at c + d(c). Exactly zero on the crop's border, and everywhere when own and
 * drawn are equal. Source: F. L. Bookstein, "Principal Warps" (1989), thin-plate spline.
 */
export function warpField(own: Landmarks<'crop'>, drawn: Landmarks<'crop'>): DisplacementGrid {
  const origin = controlPoints(own.xy, own.xy);
  const target = controlPoints(own.xy, drawn.xy);
  const spline = fitSpline(origin, target);
  const dx = new Float32Array(nodes * nodes);
  const dy = new Float32Array(nodes * nodes);
  // The outermost nodes stay zero.
  for (let row = 1; row < nodes - 1; row++) {
    for (let column = 1; column < nodes - 1; column++) {
      const x = column * spacingPx;
      const y = row * spacingPx;
      const border = Math.min(x, y, cropSize - x, cropSize - y);
      const window = smoothstep(0, borderFadePx, border);
      evaluateSpline(spline, target, x, y, window, dx, dy, row * nodes + column);
    }
  }
  return { columns: nodes, rows: nodes, spacing: spacingPx, dx, dy };
}

/**
 * The spline's pins (control points) for landmarks at `xy`; the ring around the `own` face and the
 * frame do not move.
 */
function controlPoints(own: ArrayLike<number>, xy: ArrayLike<number>): Float64Array {
  const oval = pickPoints(own, faceOval);
  const centre = meanPoint(oval);
  const points = [...pickPoints(xy, warpControls)];
  for (let index = 0; index < oval.length; index += 4) {
    points.push(
      centre.x + (oval[index]! - centre.x) * ringScale,
      centre.y + (oval[index + 1]! - centre.y) * ringScale,
    );
  }
  const last = frameTicks - 1;
  for (let row = 0; row <= last; row++) {
    for (let column = 0; column <= last; column++) {
      if (row % last !== 0 && column % last !== 0) continue;
      points.push((column * cropSize) / last, (row * cropSize) / last);
    }
  }
  return Float64Array.from(points);
}

/** Weights of a thin-plate spline: one per pin and component, then constant, x and y terms. */
interface Spline {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** The spline that maps each pin of `target` to the same pin of `origin`. */
function fitSpline(origin: Float64Array, target: Float64Array): Spline {
  const count = target.length / 2;
  const size = count + 3;
  const system = new Float64Array(size * size);
  for (let row = 0; row < count; row++) {
    const x = target[row * 2]!;
    const y = target[row * 2 + 1]!;
    for (let column = 0; column < row; column++) {
      const value = kernel((x - target[column * 2]!) ** 2 + (y - target[column * 2 + 1]!) ** 2);
      system[row * size + column] = value;
      system[column * size + row] = value;
    }
    system[row * size + row] = smoothingPx2;
    [1, x, y].forEach((value, term) => {
      system[row * size + count + term] = value;
      system[(count + term) * size + row] = value;
    });
  }
  const x = new Float64Array(size);
  const y = new Float64Array(size);
  for (let row = 0; row < count; row++) {
    x[row] = origin[row * 2]! - target[row * 2]!;
    y[row] = origin[row * 2 + 1]! - target[row * 2 + 1]!;
  }
  solveInPlace(system, [x, y]);
  return { x, y };
}

/** The thin-plate kernel r² ln r, from r². */
function kernel(squared: number): number {
  return squared > 0 ? 0.5 * squared * Math.log(squared) : 0;
}

function evaluateSpline(
  spline: Spline,
  target: Float64Array,
  x: number,
  y: number,
  factor: number,
  dx: Float32Array,
  dy: Float32Array,
  node: number,
): void {
  const count = target.length / 2;
  const weightsX = spline.x;
  const weightsY = spline.y;
  let sumX = weightsX[count]! + weightsX[count + 1]! * x + weightsX[count + 2]! * y;
  let sumY = weightsY[count]! + weightsY[count + 1]! * x + weightsY[count + 2]! * y;
  for (let pin = 0; pin < count; pin++) {
    const offsetX = x - target[pin * 2]!;
    const offsetY = y - target[pin * 2 + 1]!;
    const value = kernel(offsetX * offsetX + offsetY * offsetY);
    sumX += value * weightsX[pin]!;
    sumY += value * weightsY[pin]!;
  }
  dx[node] = sumX * factor;
  dy[node] = sumY * factor;
}
