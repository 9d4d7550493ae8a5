import {
  type Affine,
  type Box,
  commonArea,
  type PhotoPoint,
  type Space,
} from '../picture/geometry.ts';
import type { Landmarks } from './landmarks.ts';

/** A face a detector found: box and eyes in photo px, score unit. */
export interface Detection {
  readonly box: Box;
  readonly score: number;
  /** The person's right eye (smaller x in an upright, unmirrored face), then the left. */
  readonly eyes: readonly [PhotoPoint, PhotoPoint];
}

const maxIntersectionOverUnion = 0.4;
/** A box with this much of its area in another one is the same face, found at another size. */
const maxContainment = 0.7;
/** Side of the landmarker's square, in sides of the face's box: leaves room on each side. */
const squarePerBox = 2.2;
const yawTrustedDegrees = 35;
const yawLostDegrees = 60;

/**
 * One list of distinct faces, largest first, from the lists of several detectors: the higher score
 * wins where boxes overlap or one contains the other.
 */
export function mergeDetections(lists: readonly (readonly Detection[])[]): Detection[] {
  const kept: Detection[] = [];
  for (const candidate of lists.flat().toSorted((a, b) => b.score - a.score)) {
    if (!kept.some((face) => isSameFace(face.box, candidate.box))) kept.push(candidate);
  }
  return kept.toSorted((a, b) => area(b.box) - area(a.box));
}

function isSameFace(a: Box, b: Box): boolean {
  const intersection = commonArea(a, b);
  if (intersection === 0) return false;
  return (
    intersection > maxIntersectionOverUnion * (area(a) + area(b) - intersection) ||
    intersection > maxContainment * Math.min(area(a), area(b))
  );
}

function area(box: Box): number {
  return box.width * box.height;
}

/**
 * The map onto a square picture `sizePx` wide with the face upright (eyes level) in its middle: the
 * landmarker's input.
 */
export function squareFromPhoto(detection: Detection, sizePx: number): Affine<'photo', 'square'> {
  const { box, eyes } = detection;
  const [right, left] = eyes;
  // The points are rotated against the tilt of the line between the eyes.
  const angle = -Math.atan2(left.y - right.y, left.x - right.x);
  const scale = sizePx / (squarePerBox * Math.max(box.width, box.height, 1));
  const a = scale * Math.cos(angle);
  const b = scale * Math.sin(angle);
  const centreX = box.x + box.width / 2;
  const centreY = box.y + box.height / 2;
  return {
    a,
    b,
    c: -b,
    d: a,
    e: sizePx / 2 - a * centreX + b * centreY,
    f: sizePx / 2 - b * centreX - a * centreY,
  };
}

/**
 * The edges of the face in front of the ears, and the outer corners of the eyes: equally deep from
 * the front.
 */
const levelPairs = [
  [234, 454],
  [33, 263],
] as const;
const noseTip = 1;
/**
 * Distance of the nose tip in front of the line between those edges, in half widths of that line
 * (MediaPipe's canonical face).
 */
const noseDepthPerHalfWidth = 1.29;

/**
 * How far the head is turned sideways, degrees, 0 (facing the camera) to 90: from the landmarks'
 * depth, or without depth from the nose tip's position between the edges of the face.
 */
export function yawDegrees<S extends Space>(landmarks: Landmarks<S>): number {
  const { xy, z } = landmarks;
  let radians = 0;
  if (z) {
    for (const [from, to] of levelPairs) {
      const across = Math.hypot(xy[to * 2]! - xy[from * 2]!, xy[to * 2 + 1]! - xy[from * 2 + 1]!);
      radians += Math.atan2(z[to]! - z[from]!, across) / levelPairs.length;
    }
  } else {
    const [from, to] = levelPairs[0];
    const acrossX = xy[to * 2]! - xy[from * 2]!;
    const acrossY = xy[to * 2 + 1]! - xy[from * 2 + 1]!;
    const noseX = xy[noseTip * 2]! - xy[from * 2]!;
    const noseY = xy[noseTip * 2 + 1]! - xy[from * 2 + 1]!;
    const share = (noseX * acrossX + noseY * acrossY) / (acrossX ** 2 + acrossY ** 2);
    radians = Math.atan((2 * share - 1) / noseDepthPerHalfWidth);
  }
  return (Math.abs(radians) * 180) / Math.PI;
}

/** How reliable the landmarks of a head turned by `yaw` degrees are: 1 up to 35°, 0 from 60°. */
export function reliabilityAtYaw(yaw: number): number {
  const fraction = (yawLostDegrees - yaw) / (yawLostDegrees - yawTrustedDegrees);
  return Math.min(1, Math.max(0, fraction));
}
