import { closedOpening, type EyeShape } from '../eyeShape.ts';
import { dot, type Point } from './curves.ts';
import { EyeFrame, type Face } from './face.ts';
import type { StrokeNumbers } from './numbers.ts';

/** An ellipse in the eye's own axes; px. */
export interface Iris {
  readonly centre: Point;
  /** Half its width. */
  readonly wide: number;
  /** Half its height. */
  readonly tall: number;
}

/**
 * Both irises, with the same size and gaze: they rest on the lower lid, and the upper lid covers
 * their top. Null for a closed eye.
 */
export function fitIrises(face: Face, numbers: StrokeNumbers): readonly [Iris | null, Iris | null] {
  const [right, left] = face.eyes;
  // The wider eye faces the camera more directly, so its size and gaze have more weight.
  let [weights, gaze, size] = [0, 0, 0];
  for (const shape of face.eyes) {
    if (shape.opening < closedOpening) continue;
    const weight = shape.width ** 2;
    weights += weight;
    gaze += weight * gazeOf(face, shape);
    size += weight * irisShare(shape, numbers);
  }
  const place = (shape: EyeShape): Iris | null =>
    shape.opening < closedOpening
      ? null
      : placeIris(face, shape, gaze / weights, size / weights, numbers);
  return [place(right), place(left)];
}

/** Offset of the iris towards the left eye's side, in half widths. */
function gazeOf(face: Face, shape: EyeShape): number {
  const offset: Point = [shape.irisX - shape.centreX, shape.irisY - shape.centreY];
  return dot(offset, face.across) / (shape.width / 2);
}

/** Half the iris' width in eye widths. */
function irisShare(shape: EyeShape, n: StrokeNumbers): number {
  const ideal = shape.opening / (2 * n.irisVisible) / n.irisTall;
  const own = shape.irisRadius / shape.width;
  return Math.min(n.irisMost, Math.max(n.irisLeast, ideal + (own - ideal) * n.irisOwn));
}

function placeIris(
  face: Face,
  shape: EyeShape,
  gaze: number,
  size: number,
  n: StrokeNumbers,
): Iris {
  const frame = new EyeFrame(shape);
  const mirrored = Math.sign(dot(frame.axis, face.across)) * shape.outward;
  const x = Math.min(0.45, Math.max(-0.45, gaze)) * mirrored;
  const top = frame.upper(x);
  const bottom = frame.lower(x);
  const wide = 2 * size;
  const least = Math.max((top - bottom) / (2 * n.irisVisible), wide * Math.min(n.irisTall, 1.08));
  const tall = Math.min(least, wide * n.irisTall);
  const hidden = 2 * tall - (top - bottom);
  const meant = 2 * tall * (1 - n.irisVisible);
  // What the lids hide beyond the style's share is split: a third below, two thirds above. A small
  // iris in an open eye is placed at the upper lid, free of the lower one.
  const y =
    hidden < meant
      ? top - tall * (2 * n.irisVisible - 1)
      : bottom + tall * 0.97 - (hidden - meant) / 3;
  return { centre: frame.at(x, y), wide: wide * frame.half, tall: tall * frame.half };
}
