import { type Affine, affineScale, type Space } from '../picture/geometry.ts';

/** The number of points of a face: 468 of the mesh and 5 of each iris. */
const landmarkCount = 478;

/**
 * The 478 points of one face. `xy` holds x0, y0, x1, y1 … in px of the space; `z` the depth of each
 * point in the same unit, smaller is nearer the camera, null where it was not measured.
 */
export interface Landmarks<S extends Space> {
  readonly space: S;
  readonly xy: Float32Array;
  readonly z: Float32Array | null;
}

/**
 * Indices of one eye and its brow in the mesh; all lists run from smaller to larger x in an
 * unmirrored photo.
 */
export interface EyeIndices {
  readonly upper: readonly number[];
  readonly lower: readonly number[];
  /** The centre, then four points of the rim. */
  readonly iris: readonly number[];
  readonly browUpper: readonly number[];
  readonly browLower: readonly number[];
  /** −1: the outer corner is at the smaller x. */
  readonly outward: -1 | 1;
}

// Topology: MediaPipe face_mesh_connections and face_landmarks_connections, Apache-2.0. The same
// tables are in training/toonroom_training/geometry/landmarks.py; golden files keep the two equal.

export const faceOval: readonly number[] = [
  10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148,
  176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
];
/** The face's outline from ear to ear through the chin. */
export const jaw: readonly number[] = [
  234, 93, 132, 58, 172, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 397, 288, 361, 323,
  454,
];
export const lipsOuterUpper: readonly number[] = [61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291];
export const lipsOuterLower: readonly number[] = [
  61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291,
];
export const lipsInnerUpper: readonly number[] = [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308];
export const lipsInnerLower: readonly number[] = [78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308];
export const lips: readonly number[] = [
  ...new Set([...lipsOuterUpper, ...lipsOuterLower, ...lipsInnerUpper, ...lipsInnerLower]),
];
export const nose: readonly number[] = [
  168, 6, 197, 195, 5, 4, 1, 19, 94, 2, 98, 327, 64, 294, 48, 278, 115, 344, 220, 440, 45, 275, 129,
  358, 102, 331, 49, 279,
];
export const midline: readonly number[] = [168, 6, 195, 4, 2, 13, 17, 152];
export const chin = 152;
/** The bases of the nostrils. */
export const noseBase = [98, 327] as const;
export const mouthCorners = [61, 291] as const;
/** Pupils, nose tip and mouth corners: the points that a face is aligned by. */
export const alignment: readonly number[] = [468, 473, 1, 61, 291];

/** The person's right eye, at the smaller x, then the left one. */
export const eyes: readonly [EyeIndices, EyeIndices] = [
  {
    upper: [33, 246, 161, 160, 159, 158, 157, 173, 133],
    lower: [33, 7, 163, 144, 145, 153, 154, 155, 133],
    iris: [468, 469, 470, 471, 472],
    browUpper: [70, 63, 105, 66, 107],
    browLower: [46, 53, 52, 65, 55],
    outward: -1,
  },
  {
    upper: [362, 398, 384, 385, 386, 387, 388, 466, 263],
    lower: [362, 382, 381, 380, 374, 373, 390, 249, 263],
    iris: [473, 474, 475, 476, 477],
    browUpper: [336, 296, 334, 293, 300],
    browLower: [285, 295, 282, 283, 276],
    outward: 1,
  },
];

const cheeks: readonly number[] = [50, 280, 205, 425, 187, 411, 117, 346];

/** The control points of the warp. */
export const warpControls: readonly number[] = [
  ...new Set([
    ...faceOval,
    ...eyes.flatMap((eye) => [...eye.upper, ...eye.lower, ...eye.browUpper, ...eye.browLower]),
    ...lips,
    ...nose,
    ...cheeks,
  ]),
];

/** The coordinates x0, y0, x1, y1 … of the points `indices` of `xy`, in their order. */
export function pickPoints(xy: ArrayLike<number>, indices: readonly number[]): Float64Array {
  const picked = new Float64Array(indices.length * 2);
  indices.forEach((index, position) => {
    picked[position * 2] = xy[index * 2]!;
    picked[position * 2 + 1] = xy[index * 2 + 1]!;
  });
  return picked;
}

/** The mean of points x0, y0, x1, y1 …. */
export function meanPoint(xy: Float64Array): { x: number; y: number } {
  let x = 0;
  let y = 0;
  for (let index = 0; index < xy.length; index += 2) {
    x += xy[index]!;
    y += xy[index + 1]!;
  }
  const count = xy.length / 2;
  return { x: x / count, y: y / count };
}

/**
 * Landmarks from a landmarker's output for a square picture `sizePx` wide: its x, y and z are
 * fractions of the side.
 * @throws RangeError unless there are 478 points.
 */
export function landmarksFromNormalized(
  points: readonly { readonly x: number; readonly y: number; readonly z: number }[],
  sizePx: number,
): Landmarks<'square'> {
  if (points.length !== landmarkCount) {
    throw new RangeError(`${points.length} landmarks, expected ${landmarkCount}`);
  }
  const xy = new Float32Array(landmarkCount * 2);
  const z = new Float32Array(landmarkCount);
  points.forEach((point, index) => {
    xy[index * 2] = point.x * sizePx;
    xy[index * 2 + 1] = point.y * sizePx;
    z[index] = point.z * sizePx;
  });
  return { space: 'square', xy, z };
}

/** `landmarks` mapped into the space `to` by `map`; depth is scaled too. */
export function mapLandmarks<From extends Space, To extends Space>(
  map: Affine<From, To>,
  landmarks: Landmarks<From>,
  to: To,
): Landmarks<To> {
  const { xy } = landmarks;
  const mapped = new Float32Array(xy.length);
  for (let index = 0; index < xy.length; index += 2) {
    const x = xy[index]!;
    const y = xy[index + 1]!;
    mapped[index] = map.a * x + map.c * y + map.e;
    mapped[index + 1] = map.b * x + map.d * y + map.f;
  }
  const scale = affineScale(map);
  return { space: to, xy: mapped, z: landmarks.z && landmarks.z.map((depth) => depth * scale) };
}
