import type { EyeIndices } from '../landmarks.ts';
import type { Canvas } from './canvas.ts';
import {
  add,
  curve,
  distance,
  dot,
  mix,
  mixPaths,
  type Point,
  profile,
  ribbon,
  subtract,
  tangents,
} from './curves.ts';
import { type Face, pick } from './face.ts';
import type { StrokeChannel, StrokeNumbers } from './numbers.ts';

/** Draws a brow: a tapered shape that starts softly at the nose, and hairs along it. */
export function drawBrow(
  canvas: Canvas<StrokeChannel>,
  face: Face,
  eye: EyeIndices,
  n: StrokeNumbers,
): void {
  const innerFirst = (indices: readonly number[]): Point[] =>
    pick(face, eye.outward > 0 ? indices : indices.toReversed());
  const upper = innerFirst(eye.browUpper);
  const lower = innerFirst(eye.browLower);
  const own = upper.reduce((sum, point, index) => sum + distance(point, lower[index]!), 0);
  const thick = (own / upper.length) * n.browWidth;
  const path = curve(spine(mixPaths(upper, lower, 0.5), n.browArch), 8);
  const tail = 1 - n.browTaper;
  const shape = [0.62, 0.9, 1, 0.92, 0.55 + 0.3 * tail, 0.02 + 0.25 * tail];
  const start = path[0]!;
  const third = path[Math.floor(path.length / 3)]!;
  const outline = ribbon(
    path,
    shape.map((share) => share * thick),
  );
  const softPx = Math.max(n.browSoft, 0.12 * n.browHairs) * thick;
  const body = 1 - 0.5 * n.browHairs;
  canvas.fill('brow', outline, { opacity: body * (1 - n.browFade), softPx });
  const before = add(start, subtract(third, start), -0.3);
  canvas.fill('brow', outline, { opacity: body, softPx, fade: [before, third] });
  if (n.browHairs > 0) drawHairs(canvas, face, path, shape, thick, n);
}

/** The brow's centre line with the style's arch, its tail slightly extended. */
function spine(middle: readonly Point[], arch: number): Point[] {
  const last = middle.length - 1;
  const bent = middle.map((point, index) =>
    mix(mix(middle[0]!, middle[last]!, index / last), point, arch),
  );
  bent[last] = add(bent[last]!, subtract(bent[last]!, bent[last - 1]!), 0.2);
  return bent;
}

function drawHairs(
  canvas: Canvas<StrokeChannel>,
  face: Face,
  path: readonly Point[],
  shape: readonly number[],
  thick: number,
  n: StrokeNumbers,
): void {
  const directions = tangents(path);
  const width = profile(shape, path.length);
  const hair = Math.max(0.1 * thick, 0.6);
  const last = path.length - 1;
  for (let index = 0; index < last - 1; index++) {
    const t = index / last;
    const along = directions[index]!;
    const upright: Point = [along[1], -along[0]];
    const sign = dot(upright, face.down) > 0 ? -1 : 1;
    const normal: Point = [upright[0] * sign, upright[1] * sign];
    for (let row = 0; row < 2; row++) {
      const jitter = ((index * 5 + row * 3) % 7) / 3 - 1;
      const place = 0.75 * row - 0.8 + 0.22 * jitter;
      const root = add(path[index]!, normal, (width[index]! * thick * place) / 2);
      // Hairs turn from the nose outwards: upright at first, along the brow in its middle,
      // downwards at its tail.
      const rise = (0.95 - 0.55 * row) * (1 - t) - 0.55 * row * t + 0.12 * jitter;
      const way = add([along[0] * (0.55 + 0.45 * t), along[1] * (0.55 + 0.45 * t)], normal, rise);
      const long = thick * (0.62 + 0.1 * ((index * 7 + row * 3) % 4)) * (1.05 - 0.45 * t);
      const tip = add(root, way, long / (Math.hypot(...way) + 1e-9));
      const bent = add(mix(root, tip, 0.5), normal, thick * 0.05);
      const begin = 1 - Math.min(4 * t, 1);
      canvas.line('brow', [root, bent, tip], [0.35 * hair, hair, 0.7 * hair, 0.05 * hair], {
        opacity: n.browHairs * (0.8 - 0.5 * n.browFade * begin),
      });
    }
  }
}
