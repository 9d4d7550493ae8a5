import type { StrokePath } from '../../edit/strokes.ts';
import { type Affine, affineScale, type Box } from '../../picture/geometry.ts';

/** The brush at one place of its path: the middle and the radius there, px. */
export interface Dab {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** A path in px of the picture it is painted on. */
export interface FittedPath {
  readonly dabs: readonly Dab[];
  readonly hardness: number;
}

/** How far a stroke covers each pixel of a box, unit; whole px. */
export interface Cover extends Box {
  readonly data: Float32Array;
}

/** A thinner brush would fall between the pixels. */
const leastRadiusPx = 0.75;
/** Over this distance even a hard edge fades, or it would show steps. */
const smoothPx = 1.3;

/** The path on a picture that shows the stroke's point p at outputFromStroke·p. */
export function fitPath(
  path: StrokePath,
  outputFromStroke: Affine<'stroke', 'output'>,
): FittedPath {
  const { points, radius, hardness } = path;
  const dabs: Dab[] = [];
  for (let index = 0; index + 2 < points.length; index += 3) {
    dabs.push(
      dabAt(points[index]!, points[index + 1]!, points[index + 2]! * radius, outputFromStroke),
    );
  }
  return { dabs, hardness };
}

/** The dab at (x, y) in the space of strokes, its radius in the same unit. */
export function dabAt(x: number, y: number, radius: number, map: Affine<'stroke', 'output'>): Dab {
  return {
    x: map.a * x + map.c * y + map.e,
    y: map.b * x + map.d * y + map.f,
    radius: Math.max(leastRadiusPx, radius * affineScale(map)),
  };
}

/** The whole px that a path may cover. */
export function boxOfDabs(dabs: readonly Dab[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, radius } of dabs) {
    left = Math.min(left, x - radius);
    top = Math.min(top, y - radius);
    right = Math.max(right, x + radius);
    bottom = Math.max(bottom, y + radius);
  }
  const [x, y] = [Math.floor(left), Math.floor(top)];
  return { x, y, width: Math.ceil(right) - x, height: Math.ceil(bottom) - y };
}

/** What two boxes of whole px have in common; null where that is nothing. */
export function commonBox(a: Box, b: Box): Box | null {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  const width = Math.min(a.x + a.width, b.x + b.width) - x;
  const height = Math.min(a.y + a.height, b.y + b.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}

/** The smallest box around two; the other where one is null. */
export function joinBoxes(a: Box | null, b: Box | null): Box | null {
  if (!a || !b) return a ?? b;
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  const width = Math.max(a.x + a.width, b.x + b.width) - x;
  return { x, y, width, height: Math.max(a.y + a.height, b.y + b.height) - y };
}

/** Raises `cover` to what a whole path covers. */
export function coverPath(cover: Cover, { dabs, hardness }: FittedPath): void {
  if (dabs.length === 1) coverSegment(cover, hardness, dabs[0]!, dabs[0]!);
  for (let index = 1; index < dabs.length; index++) {
    coverSegment(cover, hardness, dabs[index - 1]!, dabs[index]!);
  }
}

/** Raises `cover` to what the brush covers on its straight way from one dab to the next. */
export function coverSegment(cover: Cover, hardness: number, from: Dab, to: Dab): void {
  const most = Math.max(from.radius, to.radius);
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const lengthSquared = dx * dx + dy * dy;
  const grows = to.radius - from.radius;
  const first = Math.max(cover.y, Math.floor(Math.min(from.y, to.y) - most));
  const last = Math.min(cover.y + cover.height, Math.ceil(Math.max(from.y, to.y) + most));
  for (let row = first; row < last; row++) {
    const y = row + 0.5;
    // Only this part of the way is near enough to the row.
    const isLevel = Math.abs(dy) < 1e-9;
    const near = isLevel ? 0 : clampUnit((y - most - from.y) / dy);
    const far = isLevel ? 1 : clampUnit((y + most - from.y) / dy);
    const [x0, x1] = [from.x + near * dx, from.x + far * dx];
    const left = Math.max(cover.x, Math.floor(Math.min(x0, x1) - most));
    const right = Math.min(cover.x + cover.width, Math.ceil(Math.max(x0, x1) + most));
    const py = y - from.y;
    let index = (row - cover.y) * cover.width + left - cover.x;
    for (let column = left; column < right; column++, index++) {
      const held = cover.data[index]!;
      if (held === 1) continue;
      const px = column + 0.5 - from.x;
      const along = lengthSquared > 0 ? clampUnit((px * dx + py * dy) / lengthSquared) : 0;
      const radius = from.radius + along * grows;
      const offX = px - along * dx;
      const offY = py - along * dy;
      const squared = offX * offX + offY * offY;
      if (squared >= radius * radius) continue;
      const share = falloff(Math.sqrt(squared), radius, hardness);
      if (share > held) cover.data[index] = share;
    }
  }
}

/** From 1 in the middle of the brush to 0 at its edge; `hardness` is the share of the radius that is covered wholly. */
function falloff(distance: number, radius: number, hardness: number): number {
  const inner = Math.max(0, Math.min(hardness * radius, radius - smoothPx));
  if (distance <= inner) return 1;
  const t = clampUnit((radius - distance) / (radius - inner));
  return t * t * (3 - 2 * t);
}

function clampUnit(value: number): number {
  return value < 0 ? 0 : value > 1 ? 1 : value;
}
