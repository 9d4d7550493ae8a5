/** Points nearer to the straight line between others than this share of the radius are left out. */
const leastOfRadius = 0.02;
/** About a third of a px of a preview, long sides. */
const leastOff = 0.0003;
/** Coordinates are kept to a tenth of a px of the largest photos, pressure to a hundredth. */
const coordinateSteps = 1e5;
const pressureSteps = 100;

/**
 * A path with as few points as look the same (Douglas and Peucker 1973). `points` are triples x, y, pressure;
 * `radius` is that of the brush, in the unit of the coordinates.
 */
export function simplifyPath(points: readonly number[], radius: number): number[] {
  const count = Math.floor(points.length / 3);
  const tolerance = Math.max(leastOff, leastOfRadius * radius);
  const isKept = new Uint8Array(count);
  isKept[0] = 1;
  isKept[count - 1] = 1;
  const spans: [number, number][] = [[0, count - 1]];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [first, last] = span;
    let [farthest, most] = [-1, tolerance];
    for (let index = first + 1; index < last; index++) {
      const off = distanceFrom(points, radius, first, last, index);
      if (off > most) [farthest, most] = [index, off];
    }
    if (farthest < 0) continue;
    isKept[farthest] = 1;
    spans.push([first, farthest], [farthest, last]);
  }
  const kept: number[] = [];
  for (let index = 0; index < count; index++) {
    if (isKept[index] !== 1) continue;
    kept.push(
      rounded(points[index * 3]!, coordinateSteps),
      rounded(points[index * 3 + 1]!, coordinateSteps),
      rounded(points[index * 3 + 2]!, pressureSteps),
    );
  }
  return kept;
}

/** How far a point is from where the way from one to another would have it, its radius included. */
function distanceFrom(
  points: readonly number[],
  radius: number,
  first: number,
  last: number,
  index: number,
): number {
  const at = (point: number, axis: number): number => points[point * 3 + axis]!;
  const [x, y] = [at(first, 0), at(first, 1)];
  const [dx, dy] = [at(last, 0) - x, at(last, 1) - y];
  const [px, py] = [at(index, 0) - x, at(index, 1) - y];
  const squared = dx * dx + dy * dy;
  const along = squared > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy) / squared)) : 0;
  const pressure = at(first, 2) + along * (at(last, 2) - at(first, 2));
  const thicker = Math.abs(at(index, 2) - pressure) * radius;
  return Math.max(Math.hypot(px - along * dx, py - along * dy), thicker);
}

function rounded(value: number, steps: number): number {
  return Math.round(value * steps) / steps;
}
