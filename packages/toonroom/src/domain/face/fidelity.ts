import { lightnessOf } from '../picture/lightness.ts';
import { templatePoints } from './align.ts';
import type { Space } from '../picture/geometry.ts';
import { deltaE, type Lab, toLab } from '../picture/lab.ts';
import { alignment, eyes, type Landmarks, lips } from './landmarks.ts';
import { blurPlane, shrinkPlane } from '../picture/plane.ts';
import type { Plane, Raster } from '../picture/raster.ts';

/** How closely a drawn face matches its photo. */
export interface Fidelity {
  /**
   * −1 to 1: correlation of light and shade, at the scale of features, between the drawing and the
   * warped photo. It replaces a face recognition network, which would double the download.
   */
  readonly likeness: number;
  /** CIE 1976 distance between drawn and photographed skin. */
  readonly skinDeltaE: number;
  /**
   * How much higher L* of the drawn skin is than in the photo, where the photo's skin is dark;
   * elsewhere at most 0.
   */
  readonly skinLightening: number;
  /**
   * Mean distance of eyes, nose and mouth from their intended positions, in eye distances; absent
   * where no face is found.
   */
  readonly drift?: number;
}

/**
 * Slightly wider than the limits that 97 of 100 drawings of a style keep to; beyond them the user
 * may want a lower strength.
 */
export interface FidelityLimits {
  readonly likeness: number;
  readonly skinDeltaE: number;
  readonly skinLightening: number;
  readonly drift: number;
}

export const limitNames = [
  'likeness',
  'skinDeltaE',
  'skinLightening',
  'drift',
] as const satisfies readonly (keyof FidelityLimits)[];

/** L* below which skin is checked for being drawn lighter. */
const darkSkin = 45;
/** The lowest share of the strength that is ever advised. */
const leastShare = 0.5;

/** Side of the picture on which likeness is measured: facial features are a few px large in it. */
const likenessSide = 64;
const likenessRadius = 5;

/** Likeness of a drawing and its warped photo, both cropSize² px, weighted by `face`. */
export function likenessOf(photo: Raster, drawing: Raster, face: Plane): number {
  const shrink = (plane: Plane): Plane => shrinkPlane(plane, likenessSide, likenessSide);
  const weight = shrink(face).data;
  const [a, b] = [photo, drawing].map((raster) => {
    const plane = shrink(lightnessOf(raster));
    const broad = blurPlane(plane, likenessRadius);
    return plane.data.map((value, index) => value - broad.data[index]!);
  }) as [Float32Array, Float32Array];
  let [product, squareA, squareB] = [0, 0, 0];
  weight.forEach((share, index) => {
    product += share * a[index]! * b[index]!;
    squareA += share * a[index]! ** 2;
    squareB += share * b[index]! ** 2;
  });
  return squareA > 0 && squareB > 0 ? product / Math.sqrt(squareA * squareB) : 0;
}

/** The form's channels by name: where parts of a face are, unit, all of one size. */
export type FormView = (channel: string) => Plane;

/** A view into a form, [1,C,side,side] f32, whose channels have these names. */
export function viewForm(form: Float32Array, names: readonly string[], side: number): FormView {
  return (channel) => {
    const index = names.indexOf(channel);
    if (index < 0) throw new RangeError(`no channel "${channel}" in the form`);
    const data = form.subarray(index * side * side, (index + 1) * side * side);
    return { width: side, height: side, data };
  };
}

/**
 * The mean colour of a face's skin away from its features; undefined where too little skin is
 * visible. `picture` is square.
 */
export function skinOf(picture: Raster, form: FormView): Lab | undefined {
  const face = form('face');
  const features = ['eye_zone', 'brow_area', 'lips', 'nose'].map(form);
  let [red, green, blue, count] = [0, 0, 0, 0];
  for (let pixel = 0; pixel < face.data.length; pixel++) {
    if (face.data[pixel]! < 0.95 || features.some(({ data }) => data[pixel]! > 0.1)) continue;
    const x = Math.floor((((pixel % face.width) + 0.5) * picture.width) / face.width);
    const y = Math.floor(((Math.floor(pixel / face.width) + 0.5) * picture.height) / face.height);
    const index = (y * picture.width + x) * 4;
    red += picture.data[index]!;
    green += picture.data[index + 1]!;
    blue += picture.data[index + 2]!;
    count += 1;
  }
  return count < 50 ? undefined : toLab(red / count, green / count, blue / count);
}

/** The difference between two skin colours. */
export function skinShift(
  photo: Lab | undefined,
  drawing: Lab | undefined,
): Pick<Fidelity, 'skinDeltaE' | 'skinLightening'> {
  if (!photo || !drawing) return { skinDeltaE: 0, skinLightening: 0 };
  const lightening = drawing[0] - photo[0];
  return {
    skinDeltaE: deltaE(photo, drawing),
    // How much lighter light skin becomes is up to the style.
    skinLightening: photo[0] < darkSkin ? lightening : Math.min(0, lightening),
  };
}

const features = [
  ...alignment,
  ...eyes.flatMap(({ upper, lower }) => [...upper, ...lower]),
  ...lips,
];

/** Distance between the eyes of an aligned face, crop px. */
const eyeDistance = templatePoints[1]!.x - templatePoints[0]!.x;
/** Features further than this from where they should be belong to another face. */
const anotherFace = 0.6;

/**
 * Mean distance between the features of two faces in one crop, in eye distances; undefined for two
 * different people.
 */
export function driftOf(seen: Landmarks<Space>, wanted: Landmarks<'crop'>): number | undefined {
  let sum = 0;
  for (const index of features) {
    const x = seen.xy[index * 2]! - wanted.xy[index * 2]!;
    const y = seen.xy[index * 2 + 1]! - wanted.xy[index * 2 + 1]!;
    sum += Math.hypot(x, y);
  }
  const drift = sum / features.length / eyeDistance;
  return drift > anotherFace ? undefined : drift;
}

/**
 * The share of the strength that keeps a drawing close enough to its photo: 1 within the limits,
 * less the further beyond them.
 */
export function gentleShare(fidelity: Fidelity, limits: FidelityLimits): number {
  const { likeness, skinDeltaE, skinLightening, drift = 0 } = fidelity;
  const shares = [
    Math.max(0, likeness) / limits.likeness,
    limits.skinDeltaE / Math.max(skinDeltaE, 1),
    limits.skinLightening / Math.max(skinLightening, 1),
    limits.drift / Math.max(drift, 0.01),
  ];
  return Math.max(leastShare, Math.min(1, ...shares));
}
