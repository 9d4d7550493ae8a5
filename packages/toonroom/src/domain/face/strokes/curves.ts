/** A point of a picture in px, x to the right, y downwards; or a direction. */
export type Point = readonly [x: number, y: number];

export function add(a: Point, b: Point, times = 1): Point {
  return [a[0] + b[0] * times, a[1] + b[1] * times];
}

export function subtract(a: Point, b: Point): Point {
  return [a[0] - b[0], a[1] - b[1]];
}

export function dot(a: Point, b: Point): number {
  return a[0] * b[0] + a[1] * b[1];
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

/** `a` at `share` 0, `b` at 1. */
export function mix(a: Point, b: Point, share: number): Point {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
}

/** Point by point, `a` at `share` 0 and `b` at 1; both have the same length. */
export function mixPaths(a: readonly Point[], b: readonly Point[], share: number): Point[] {
  return a.map((point, index) => mix(point, b[index]!, share));
}

/** `count` evenly spaced numbers from `from` to `to`; only `from` when `count` is 1. */
export function evenly(from: number, to: number, count: number): number[] {
  const step = (to - from) / Math.max(count - 1, 1);
  return Array.from({ length: count }, (_, index) => from + step * index);
}

/**
 * Linear interpolation of the values `y` at the positions `x` (rising); beyond them, the end's
 * value.
 */
export function interpolate(at: number, x: readonly number[], y: readonly number[]): number {
  const last = x.length - 1;
  if (at <= x[0]!) return y[0]!;
  if (at >= x[last]!) return y[last]!;
  let index = 0;
  while (x[index + 1]! <= at) index++;
  const share = (at - x[index]!) / (x[index + 1]! - x[index]!);
  return y[index]! + (y[index + 1]! - y[index]!) * share;
}

/** `values`, spread evenly along a line, sampled at `count` evenly spaced positions. */
export function profile(values: readonly number[], count: number): number[] {
  const places = evenly(0, 1, values.length);
  return evenly(0, 1, count).map((at) => interpolate(at, places, values));
}

/** A Catmull-Rom curve through the points, `perSpan` samples from each to the next. */
export function curve(points: readonly Point[], perSpan = 6): Point[] {
  const path: Point[] = [];
  const last = points.length - 1;
  for (let span = 0; span < last; span++) {
    const p1 = points[span]!;
    const p2 = points[span + 1]!;
    const p0 = points[span - 1] ?? add(subtract(p1, p2), p1);
    const p3 = points[span + 2] ?? add(subtract(p2, p1), p2);
    for (let sample = 0; sample < perSpan; sample++) {
      const t = sample / perSpan;
      path.push([
        catmullRom(p0[0], p1[0], p2[0], p3[0], t),
        catmullRom(p0[1], p1[1], p2[1], p3[1], t),
      ]);
    }
  }
  path.push(points[last]!);
  return path;
}

function catmullRom(p0: number, p1: number, p2: number, p3: number, t: number): number {
  const square = (2 * p0 - 5 * p1 + 4 * p2 - p3) * t * t;
  return 0.5 * (2 * p1 + (p2 - p0) * t + square + (3 * (p1 - p2) + p3 - p0) * t * t * t);
}

/** Unit directions along a path. */
export function tangents(path: readonly Point[]): Point[] {
  const last = path.length - 1;
  return path.map((_, index) => {
    const before = Math.max(index - 1, 0);
    const after = Math.min(index + 1, last);
    const [x, y] = subtract(path[after]!, path[before]!);
    const length = Math.hypot(x, y) + 1e-9;
    return [x / length, y / length];
  });
}

/** The polygon of a stroke along `path`; its `widths` (px) are spread evenly along it. */
export function ribbon(path: readonly Point[], widths: readonly number[]): Point[] {
  const width = profile(widths, path.length);
  const sides = tangents(path).map(([x, y]): Point => [-y, x]);
  const left = path.map((point, index) => add(point, sides[index]!, width[index]! / 2));
  const right = path.map((point, index) => add(point, sides[index]!, -width[index]! / 2));
  return [...left, ...right.toReversed()];
}

/** A polygon along `one` and back along `other`. */
export function between(one: readonly Point[], other: readonly Point[]): Point[] {
  return [...one, ...other.toReversed()];
}
