import { pickPoints } from '../face/landmarks.ts';

/**
 * The 68 points of the iBUG 300-W scheme (Sagonas et al. 2013) in the mesh of 478: jaw 17, brows 5 + 5, nose 4 + 5,
 * eyes 6 + 6, mouth 12 + 8. `training/toonroom_training/geometry/landmarks.py` has the same table.
 */
const ibug68: readonly number[] = [
  127, 234, 93, 132, 58, 136, 150, 176, 152, 400, 379, 365, 288, 361, 323, 454, 356, 70, 63, 105,
  66, 107, 336, 296, 334, 293, 300, 168, 197, 5, 4, 75, 97, 2, 326, 305, 33, 160, 158, 133, 153,
  144, 362, 385, 387, 263, 373, 380, 61, 39, 37, 0, 267, 269, 291, 405, 314, 17, 84, 181, 78, 82,
  13, 312, 308, 317, 14, 87,
];

/** How many key points a face has. */
export const keyPointCount = ibug68.length;

/** Points x0, y0, x1, y1 … of one picture, px: {@link keyPointCount} of them, in the order of iBUG. */
export type KeyPoints = Float64Array;

/** The key points of a face of 478 landmarks x0, y0, x1, y1 …. */
export function keyPointsOf(landmarks: ArrayLike<number>): KeyPoints {
  return pickPoints(landmarks, ibug68);
}

/** The features of a face; right and left are the person's own. */
export const features = [
  'jaw',
  'rightBrow',
  'leftBrow',
  'nose',
  'rightEye',
  'leftEye',
  'mouth',
] as const;
export type Feature = (typeof features)[number];

/** The first point of each feature, and how many it has. */
const spans: Readonly<Record<Feature, readonly [first: number, count: number]>> = {
  jaw: [0, 17],
  rightBrow: [17, 5],
  leftBrow: [22, 5],
  nose: [27, 9],
  rightEye: [36, 6],
  leftEye: [42, 6],
  mouth: [48, 20],
};

/** The points of a feature. */
export function pointsOf(feature: Feature): readonly number[] {
  const [first, count] = spans[feature];
  return Array.from({ length: count }, (_, index) => first + index);
}

/** The feature that a point belongs to, and its place in it from 0. */
export function placeOf(point: number): { readonly feature: Feature; readonly place: number } {
  const feature = features.findLast((name) => spans[name][0] <= point)!;
  return { feature, place: point - spans[feature][0] };
}

/** Where lines are drawn between the points: each a run of them, closed or open. */
export const outlines: readonly {
  readonly points: readonly number[];
  readonly isClosed: boolean;
}[] = [
  { points: range(0, 16), isClosed: false },
  { points: range(17, 21), isClosed: false },
  { points: range(22, 26), isClosed: false },
  { points: range(27, 30), isClosed: false },
  { points: range(31, 35), isClosed: false },
  { points: range(36, 41), isClosed: true },
  { points: range(42, 47), isClosed: true },
  { points: range(48, 59), isClosed: true },
  { points: range(60, 67), isClosed: true },
];

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** Points that lie opposite each other; all others lie on the line between the halves of the face. */
const mirrorPairs: readonly (readonly [number, number])[] = [
  ...range(0, 7).map((point) => [point, 16 - point] as const),
  ...range(17, 21).map((point) => [point, 43 - point] as const),
  [31, 35],
  [32, 34],
  [36, 45],
  [37, 44],
  [38, 43],
  [39, 42],
  [40, 47],
  [41, 46],
  ...range(48, 50).map((point) => [point, 102 - point] as const),
  [55, 59],
  [56, 58],
  [60, 64],
  [61, 63],
  [65, 67],
];

const partners = new Map(mirrorPairs.flatMap(([a, b]) => [[a, b] as const, [b, a] as const]));

/** The point opposite to `point`; itself where it lies in the middle. */
export function mirrorOf(point: number): number {
  return partners.get(point) ?? point;
}
