import { cropSize } from './align.ts';
import type { DisplacementGrid } from './displacement.ts';
import { faceOval, type Landmarks, meanPoint, pickPoints, warpControls } from './landmarks.ts';
import { fitThinPlate, thinPlateAt } from './thinPlate.ts';
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
  const moves = origin.map((value, index) => value - target[index]!);
  const spline = fitThinPlate(target, moves, smoothingPx2);
  const move = new Float64Array(2);
  const dx = new Float32Array(nodes * nodes);
  const dy = new Float32Array(nodes * nodes);
  // The outermost nodes stay zero.
  for (let row = 1; row < nodes - 1; row++) {
    for (let column = 1; column < nodes - 1; column++) {
      const x = column * spacingPx;
      const y = row * spacingPx;
      const border = Math.min(x, y, cropSize - x, cropSize - y);
      const window = smoothstep(0, borderFadePx, border);
      thinPlateAt(spline, x, y, move);
      dx[row * nodes + column] = move[0]! * window;
      dy[row * nodes + column] = move[1]! * window;
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
