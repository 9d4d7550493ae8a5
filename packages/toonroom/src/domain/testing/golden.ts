import frontal from '../golden/face-frontal.json';
import turned from '../golden/face-turned.json';
import winking from '../golden/face-winking.json';
import type { Landmarks } from '../face/landmarks.ts';

/** The cases written by the model factory (training/toonroom_training/geometry/golden.py). */
export const goldenCases = [
  { name: 'frontal', ...frontal },
  { name: 'turned', ...turned },
  { name: 'winking', ...winking },
];

/** Crop landmarks from [x, y] pairs. */
export function cropLandmarks(points: readonly (readonly number[])[]): Landmarks<'crop'> {
  return { space: 'crop', xy: Float32Array.from(points.flat()), z: null };
}

/** The largest absolute difference of two lists of numbers; infinite when their lengths differ. */
export function maxDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity;
  let largest = 0;
  for (let index = 0; index < a.length; index++) {
    const difference = Math.abs(a[index]! - b[index]!);
    if (!(difference <= largest)) largest = difference;
  }
  return largest;
}
