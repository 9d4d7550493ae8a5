import { cropSize } from './align.ts';
import { fitEye } from './eyeShape.ts';
import { sketchEye } from './eyeSketch.ts';
import {
  eyes,
  faceOval,
  type Landmarks,
  lipsInnerLower,
  lipsInnerUpper,
  lipsOuterLower,
  lipsOuterUpper,
  noseStrokes,
  pickPoints,
} from './landmarks.ts';
import type { Plane } from './raster.ts';

/** The guide's channels, in order. */
export const guideChannels = [
  'aperture',
  'iris',
  'eyeTone',
  'lash',
  'brow',
  'lips',
  'mouth',
  'face',
  'nose',
] as const;

type Channel = (typeof guideChannels)[number];

/** One channel of a guide, as many values as the guide's picture has pixels. */
export type GuideView = (channel: Channel) => Float32Array;

export function viewGuide(guide: Float32Array): GuideView {
  const area = guide.length / guideChannels.length;
  return (channel) => {
    const start = guideChannels.indexOf(channel) * area;
    return guide.subarray(start, start + area);
  };
}

/**
 * [1,9,side,side] f32 unit: the key-point guide for `landmarks` (of the drawn face), of the whole crop at
 * `side` px. Most channels are clamped ramps of a distance, so that they carry sub-pixel positions; the
 * eyes are sketched in tones.
 */
export function drawGuide(
  landmarks: Landmarks<'crop'>,
  side = cropSize,
): Float32Array<ArrayBuffer> {
  const guide = new Float32Array(guideChannels.length * side * side);
  const xy = landmarks.xy.map((value) => (value * side) / cropSize);
  const view = viewGuide(guide);
  const plane = (channel: Channel): Plane => ({ width: side, height: side, data: view(channel) });
  const shapes = [fitEye(xy, eyes[0]), fitEye(xy, eyes[1])] as const;
  const [right, left] = shapes;
  const unit = Math.hypot(left.centreX - right.centreX, left.centreY - right.centreY);
  const acrossX = (left.centreX - right.centreX) / unit;
  const acrossY = (left.centreY - right.centreY) / unit;
  const eyePlanes = { iris: plane('iris'), tone: plane('eyeTone'), lash: plane('lash') };
  eyes.forEach((eye, index) => {
    const shape = shapes[index]!;
    drawArea(plane('aperture'), pickPoints(xy, ringOf(eye.upper, eye.lower)), 0.12 * shape.width);
    sketchEye(eyePlanes, shape, { acrossX, acrossY, unit });
    const brow = pickPoints(xy, [...eye.browUpper, ...eye.browLower.toReversed()]);
    drawArea(plane('brow'), brow, 0.1 * unit);
  });
  drawArea(plane('lips'), pickPoints(xy, ringOf(lipsOuterUpper, lipsOuterLower)), 0.06 * unit);
  drawArea(plane('mouth'), pickPoints(xy, ringOf(lipsInnerUpper, lipsInnerLower)), 0.05 * unit);
  drawArea(plane('face'), pickPoints(xy, faceOval), 0.3 * unit);
  for (const stroke of noseStrokes) drawStroke(plane('nose'), pickPoints(xy, stroke), 0.08 * unit);
  return guide;
}

/** The outline along `upper` and back along `lower`; both run between the same two corners. */
function ringOf(upper: readonly number[], lower: readonly number[]): number[] {
  return [...upper, ...lower.slice(1, -1).toReversed()];
}

/** Whole px [left, right) × [top, bottom) inside a plane. */
interface Bounds {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function boundsOf(points: Float64Array, marginPx: number, plane: Plane): Bounds {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let index = 0; index < points.length; index += 2) {
    left = Math.min(left, points[index]!);
    right = Math.max(right, points[index]!);
    top = Math.min(top, points[index + 1]!);
    bottom = Math.max(bottom, points[index + 1]!);
  }
  const { width, height } = plane;
  const clamp = (value: number, most: number): number => Math.min(most, Math.max(0, value));
  return {
    left: clamp(Math.floor(left - marginPx), width),
    right: clamp(Math.ceil(right + marginPx), width),
    top: clamp(Math.floor(top - marginPx), height),
    bottom: clamp(Math.ceil(bottom + marginPx), height),
  };
}

/**
 * Squared distances to a polyline at the pixel centres of `bounds`, by rows, exact up to `reachPx` and
 * capped there: each segment only touches the pixels within its reach.
 */
function squaredDistances(
  points: Float64Array,
  closed: boolean,
  bounds: Bounds,
  reachPx: number,
  plane: Plane,
): Float64Array {
  const width = bounds.right - bounds.left;
  const distances = new Float64Array(width * (bounds.bottom - bounds.top)).fill(reachPx * reachPx);
  const count = points.length / 2;
  for (let index = 0; index < (closed ? count : count - 1); index++) {
    const next = (index + 1) % count;
    const ax = points[index * 2]!;
    const ay = points[index * 2 + 1]!;
    const bx = points[next * 2]!;
    const by = points[next * 2 + 1]!;
    const near = boundsOf(Float64Array.of(ax, ay, bx, by), reachPx, plane);
    const dx = bx - ax;
    const dy = by - ay;
    const perLength2 = 1 / Math.max(dx * dx + dy * dy, 1e-12);
    for (let row = near.top; row < near.bottom; row++) {
      const y = row + 0.5 - ay;
      const start = (row - bounds.top) * width - bounds.left;
      for (let column = near.left; column < near.right; column++) {
        const x = column + 0.5 - ax;
        const along = (x * dx + y * dy) * perLength2;
        const t = along < 0 ? 0 : along > 1 ? 1 : along;
        const offX = x - t * dx;
        const offY = y - t * dy;
        const squared = offX * offX + offY * offY;
        if (squared < distances[start + column]!) distances[start + column] = squared;
      }
    }
  }
  return distances;
}

/** 1 on the line, 0 from `reachPx` on. */
function drawStroke(plane: Plane, points: Float64Array, reachPx: number): void {
  const bounds = boundsOf(points, reachPx, plane);
  const distances = squaredDistances(points, false, bounds, reachPx, plane);
  let index = 0;
  for (let row = bounds.top; row < bounds.bottom; row++) {
    for (let column = bounds.left; column < bounds.right; column++) {
      raise(plane.data, row * plane.width + column, 1 - Math.sqrt(distances[index++]!) / reachPx);
    }
  }
}

/** ½ on the outline, 1 from half a ramp inside, 0 from half a ramp outside; inside by the even-odd rule. */
function drawArea(plane: Plane, polygon: Float64Array, rampPx: number): void {
  const bounds = boundsOf(polygon, rampPx, plane);
  const distances = squaredDistances(polygon, true, bounds, rampPx / 2, plane);
  let index = 0;
  for (let row = bounds.top; row < bounds.bottom; row++) {
    const crossings = crossingsAt(polygon, row + 0.5);
    let crossed = 0;
    for (let column = bounds.left; column < bounds.right; column++) {
      while (crossed < crossings.length && crossings[crossed]! <= column + 0.5) crossed++;
      const share = Math.sqrt(distances[index++]!) / rampPx;
      raise(plane.data, row * plane.width + column, crossed % 2 === 1 ? 0.5 + share : 0.5 - share);
    }
  }
}

/** The x where the polygon's sides cross the row at height y, ascending. */
function crossingsAt(polygon: Float64Array, y: number): number[] {
  const crossings: number[] = [];
  for (let index = 0; index < polygon.length; index += 2) {
    const next = (index + 2) % polygon.length;
    const ay = polygon[index + 1]!;
    const by = polygon[next + 1]!;
    if (ay > y === by > y) continue;
    const ax = polygon[index]!;
    crossings.push(((polygon[next]! - ax) * (y - ay)) / (by - ay) + ax);
  }
  return crossings.toSorted((a, b) => a - b);
}

/** Raises a pixel to `value` (clamped to unit) where it is lower. */
function raise(plane: Float32Array, index: number, value: number): void {
  if (value > plane[index]!) plane[index] = value < 1 ? value : 1;
}
