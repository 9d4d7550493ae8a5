import { type KeyPoints, mirrorOf } from './keyPoints.ts';

interface Vector {
  readonly x: number;
  readonly y: number;
}

/** Bridge of the nose, its tip and base, lips and chin: on the line between the halves of a face. */
const midline = [27, 28, 29, 30, 33, 51, 57, 8] as const;

/** The direction of a face's midline as a unit vector, downwards where the face is upright. */
export function midlineOf(points: KeyPoints): Vector {
  const first = { x: points[midline[0] * 2]!, y: points[midline[0] * 2 + 1]! };
  let x = 0;
  let y = 0;
  for (const point of midline) {
    x += points[point * 2]! - first.x;
    y += points[point * 2 + 1]! - first.y;
  }
  const length = Math.hypot(x, y);
  return length > 0 ? { x: x / length, y: y / length } : { x: 0, y: 1 };
}

/**
 * `points` with `moved` of them moved by `way`, px. Where `isMirrored`, the points opposite to those move the mirrored
 * way; of two opposite ones that are both moved, each keeps to `way`.
 */
export function movePoints(
  points: KeyPoints,
  moved: readonly number[],
  way: Vector,
  isMirrored: boolean,
): KeyPoints {
  const result = points.slice();
  const shift = (point: number, { x, y }: Vector): void => {
    result[point * 2]! += x;
    result[point * 2 + 1]! += y;
  };
  for (const point of moved) shift(point, way);
  if (!isMirrored) return result;
  const axis = midlineOf(points);
  const along = way.x * axis.x + way.y * axis.y;
  const mirrored = { x: 2 * along * axis.x - way.x, y: 2 * along * axis.y - way.y };
  const own = new Set(moved);
  for (const point of moved) {
    const partner = mirrorOf(point);
    if (!own.has(partner)) shift(partner, mirrored);
  }
  return result;
}

/**
 * `points` with `changed` of them scaled by `factor` and turned clockwise by `radians` about their middle. Where
 * `isMirrored`, the points opposite to those are scaled and turned about theirs, the other way round.
 */
export function turnPoints(
  points: KeyPoints,
  changed: readonly number[],
  factor: number,
  radians: number,
  isMirrored: boolean,
): KeyPoints {
  const result = points.slice();
  turnInPlace(result, changed, factor, radians);
  if (!isMirrored) return result;
  const own = new Set(changed);
  const opposite = changed.map(mirrorOf).filter((point) => !own.has(point));
  if (opposite.length > 0) turnInPlace(result, opposite, factor, -radians);
  return result;
}

function turnInPlace(
  points: KeyPoints,
  changed: readonly number[],
  factor: number,
  radians: number,
): void {
  let middleX = 0;
  let middleY = 0;
  for (const point of changed) {
    middleX += points[point * 2]! / changed.length;
    middleY += points[point * 2 + 1]! / changed.length;
  }
  const cos = factor * Math.cos(radians);
  const sin = factor * Math.sin(radians);
  for (const point of changed) {
    const x = points[point * 2]! - middleX;
    const y = points[point * 2 + 1]! - middleY;
    points[point * 2] = middleX + cos * x - sin * y;
    points[point * 2 + 1] = middleY + sin * x + cos * y;
  }
}

/** `points` of a picture, none further out than its border. */
export function within(points: KeyPoints, width: number, height: number): KeyPoints {
  return points.map((value, index) =>
    Math.min(index % 2 === 0 ? width : height, Math.max(0, value)),
  );
}

/**
 * Key points for a cartoon in which no face was found: the photo's, where they lie in the photo, scaled to the cartoon's
 * size without a change of their proportions, about the middle of both pictures.
 */
export function guessPoints(
  photoPoints: KeyPoints,
  photo: { readonly width: number; readonly height: number },
  cartoon: { readonly width: number; readonly height: number },
): KeyPoints {
  const scale = Math.min(cartoon.width / photo.width, cartoon.height / photo.height);
  const guessed = photoPoints.map((value, index) =>
    index % 2 === 0
      ? cartoon.width / 2 + (value - photo.width / 2) * scale
      : cartoon.height / 2 + (value - photo.height / 2) * scale,
  );
  return within(guessed, cartoon.width, cartoon.height);
}
