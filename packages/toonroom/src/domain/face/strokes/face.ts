import { cropSize } from '../align.ts';
import { type EyeShape, fitEye, type Lid, lidHeight } from '../eyeShape.ts';
import { eyes, faceOval, type Landmarks } from '../landmarks.ts';
import { add, distance, dot, type Point, subtract } from './curves.ts';

/** What drawing every feature needs: landmarks in px of the picture and the face's own frame. */
export interface Face {
  readonly points: readonly Point[];
  readonly eyes: readonly [EyeShape, EyeShape];
  /** Unit vector from the right eye (smaller x) to the left one. */
  readonly across: Point;
  readonly down: Point;
  /** Distance of the eyes' centres, px. */
  readonly unit: number;
  /** The basic width of a stroke, px. */
  readonly pen: number;
}

/** The face at the landmarks of a crop that is drawn `side` px wide. */
export function readFace(landmarks: Landmarks<'crop'>, side: number): Face {
  const xy = Float64Array.from(landmarks.xy, (value) => (value * side) / cropSize);
  const points = Array.from({ length: xy.length / 2 }, (_, index): Point => [
    xy[index * 2]!,
    xy[index * 2 + 1]!,
  ]);
  const shapes = [fitEye(xy, eyes[0]), fitEye(xy, eyes[1])] as const;
  const [right, left] = shapes;
  const offset: Point = [left.centreX - right.centreX, left.centreY - right.centreY];
  const unit = Math.hypot(...offset);
  const across: Point = [offset[0] / unit, offset[1] / unit];
  return { points, eyes: shapes, across, down: [-across[1], across[0]], unit, pen: unit / 22 };
}

/** The points at `indices`. */
export function pick({ points }: Face, indices: readonly number[]): Point[] {
  return indices.map((index) => points[index]!);
}

/** An eye's own coordinates: x −1 at the inner and 1 at the outer corner, y upwards, in half widths. */
export class EyeFrame {
  readonly centre: Point;
  readonly axis: Point;
  readonly up: Point;
  /** Unit vector to the outer corner. */
  readonly out: Point;
  /** The unit of these coordinates, px. */
  readonly half: number;
  readonly shape: EyeShape;

  constructor(shape: EyeShape) {
    this.shape = shape;
    this.centre = [shape.centreX, shape.centreY];
    this.axis = [shape.axisX, shape.axisY];
    this.up = [shape.axisY, -shape.axisX];
    this.out = [shape.axisX * shape.outward, shape.axisY * shape.outward];
    this.half = shape.width / 2;
  }

  at(x: number, y: number): Point {
    return add(add(this.centre, this.out, x * this.half), this.up, y * this.half);
  }

  /** The points at positions `x` with heights `y`. */
  path(x: readonly number[], y: (x: number, index: number) => number): Point[] {
    return x.map((place, index) => this.at(place, y(place, index)));
  }

  upper(x: number): number {
    return this.lid(this.shape.upper, x);
  }

  lower(x: number): number {
    return this.lid(this.shape.lower, x);
  }

  private lid(lid: Lid, x: number): number {
    return lidHeight(lid, Math.min(1, Math.max(-1, x)) * this.shape.outward);
  }
}

/** Distance from a position to the border of the face's convex hull, positive inside, px. */
export type HullDistance = (x: number, y: number) => number;

/**
 * Measures {@link HullDistance}; `shift` px moves the hull. Where it is below `enough` px, any value below that is given.
 */
export function hullOf(face: Face, shift: Point = [0, 0], enough = -Infinity): HullDistance {
  const hull = convexHull(pick(face, faceOval).map((point) => add(point, shift)));
  const count = hull.length;
  // The distance to an edge's line is normal · position + offset.
  const lines = new Float64Array(count * 3);
  hull.forEach((corner, index) => {
    const next = hull[(index + 1) % count]!;
    const [x, y] = subtract(next, corner);
    const length = distance(next, corner) + 1e-9;
    const normal: Point = [-y / length, x / length];
    lines.set([...normal, -dot(normal, corner)], index * 3);
  });
  return (x, y) => {
    let least = Infinity;
    for (let line = 0; line < lines.length; line += 3) {
      const here = lines[line]! * x + lines[line + 1]! * y + lines[line + 2]!;
      if (here < least) least = here;
      if (least < enough) break;
    }
    return least;
  };
}

/** Corners of the convex hull, by Andrew's monotone chain, clockwise on screen. */
function convexHull(points: readonly Point[]): Point[] {
  const ordered = points.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
  const chain = (row: readonly Point[]): Point[] => {
    const kept: Point[] = [];
    for (const point of row) {
      while (kept.length > 1 && turn(kept.at(-2)!, kept.at(-1)!, point) <= 0) kept.pop();
      kept.push(point);
    }
    return kept.slice(0, -1);
  };
  return [...chain(ordered), ...chain(ordered.toReversed())];
}

function turn(a: Point, b: Point, c: Point): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}
