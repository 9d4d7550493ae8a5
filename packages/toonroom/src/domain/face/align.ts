import type { Affine, CropPoint, PhotoPoint } from '../picture/geometry.ts';
import { alignment, type Landmarks } from './landmarks.ts';

/** Width and height of the aligned face, px. */
export const cropSize = 512;

/** DCT-Net's template at 288 px: pupils, nose tip, mouth corners, smaller x first. */
const templateAt288: readonly (readonly [number, number])[] = [
  [111.78, 137.63],
  [179.74, 137.25],
  [145.98, 176.28],
  [118.06, 216.06],
  [174.34, 215.75],
];
/** Shrinks the template about the crop's centre so that hair and shoulders fit in. */
const framing = 0.8;

/** Positions of pupils, nose tip and mouth corners in an aligned face, crop px. */
export const templatePoints: readonly CropPoint[] = templateAt288.map(([x, y]) => ({
  x: (x * (cropSize / 288) - cropSize / 2) * framing + cropSize / 2,
  y: (y * (cropSize / 288) - cropSize / 2) * framing + cropSize / 2,
}));

/**
 * The similarity (rotation, scale, translation; no reflection) that brings a face's pupils, nose
 * tip and mouth corners closest to the template, by least squares. Source: S. Umeyama (1991), in
 * two dimensions.
 * @throws RangeError when the five points coincide.
 */
export function alignFace(landmarks: Landmarks<'photo'>): Affine<'photo', 'crop'> {
  const points = alignment.map((index) => ({
    x: landmarks.xy[index * 2]!,
    y: landmarks.xy[index * 2 + 1]!,
  }));
  return fitSimilarity(points, templatePoints);
}

function fitSimilarity(
  from: readonly PhotoPoint[],
  to: readonly CropPoint[],
): Affine<'photo', 'crop'> {
  const fromMean = mean(from);
  const toMean = mean(to);
  let along = 0;
  let across = 0;
  let spread = 0;
  from.forEach((point, index) => {
    const x = point.x - fromMean.x;
    const y = point.y - fromMean.y;
    const targetX = to[index]!.x - toMean.x;
    const targetY = to[index]!.y - toMean.y;
    along += x * targetX + y * targetY;
    across += x * targetY - y * targetX;
    spread += x * x + y * y;
  });
  const a = along / spread;
  const b = across / spread;
  if (!(a * a + b * b > 0) || !Number.isFinite(a + b)) {
    throw new RangeError('points that coincide cannot be aligned');
  }
  return {
    a,
    b,
    c: -b,
    d: a,
    e: toMean.x - a * fromMean.x + b * fromMean.y,
    f: toMean.y - b * fromMean.x - a * fromMean.y,
  };
}

function mean(points: readonly { readonly x: number; readonly y: number }[]): {
  x: number;
  y: number;
} {
  let x = 0;
  let y = 0;
  for (const point of points) {
    x += point.x / points.length;
    y += point.y / points.length;
  }
  return { x, y };
}
