import {
  eyes,
  type EyeIndices,
  type Landmarks,
  lips,
  meanPoint,
  nose,
  pickPoints,
} from '../face/landmarks.ts';
import { drawnLandmarks, type Proportions } from '../face/proportions.ts';
import { type FaceTweaks, hasMoves } from './tweaks.ts';

/** Proportions that change nothing. */
const unchanged: Proportions = {
  eyeWidth: 1,
  eyeHeight: 1,
  eyeOpenMin: 0,
  eyeOpenMax: 9,
  eyeDown: 0,
  eyeOut: 0,
  eyeRound: 0,
  irisToOpening: 0,
  irisToWidth: 9,
  browUp: 0,
  nose: 1,
  mouthWidth: 1,
  mouthHeight: 1,
  mouthUp: 0,
  smile: 0,
  jaw: 0,
  chin: 0,
  taper: 0,
};

/** How much a tweak of −1 and one of 1 change. Sizes are shares, lengths are in eye distances. */
const reach = {
  eyeWidth: [-0.2, 0.24],
  eyeHeight: [-0.06, 0.06],
  browUp: [-0.14, 0.11],
  nose: [-0.28, 0.34],
  smile: [-0.12, 0.13],
  /** A smile is wider, too. */
  smileWidth: [-0.04, 0.1],
  mouthWidth: [-0.24, 0.26],
  jaw: [0.17, -0.15],
  taper: [0.1, -0.08],
  chin: [0.04, -0.02],
} as const satisfies Readonly<Record<string, readonly [least: number, most: number]>>;

/** Eyes are not made wider than this, in eye distances: their inner corners would meet. */
const widestEye = 0.72;
/**
 * Brows are lowered by this share of the skin between them and the lids at most, less what has to stay of it and what
 * larger eyes take of it, in eye distances.
 */
const lowestBrow = { share: 0.7, stays: 0.1, eyes: 0.1 } as const;
/** How far the brows make way for larger eyes, in eye distances. */
const browRoom = 0.02;
/** The share of the jaw's change that nose and mouth follow. */
const jawShare = 0.3;
/** Points of the cheeks, and how far they follow a corner of the mouth that rises. */
const cheekRise = [
  [205, 0.4],
  [425, 0.4],
  [187, 0.3],
  [411, 0.3],
  [50, 0.15],
  [280, 0.15],
] as const;

/**
 * The landmarks of a face with its proportions changed by `tweaks`, in the face's own frame. `trust` (0..1) is how
 * reliable the landmarks are, and scales what is changed. Depth is not changed.
 */
export function tweakFace(
  landmarks: Landmarks<'crop'>,
  tweaks: FaceTweaks,
  trust: number,
): Landmarks<'crop'> {
  if (trust <= 0 || !hasMoves(tweaks)) return landmarks;
  const own = Float64Array.from(landmarks.xy);
  const before = drawnLandmarks(own, unchanged);
  const features = drawnLandmarks(own, { ...unchanged, ...featureProportions(own, tweaks) });
  const outline = drawnLandmarks(own, { ...unchanged, ...outlineProportions(tweaks) });
  const rise = smileOf(tweaks) * unitOf(own);
  const offsets = own.map((_, index) => features[index]! - before[index]!);
  const follows = new Map<number, number>([...nose, ...lips].map((point) => [point, jawShare]));
  own.forEach((_, index) => {
    const share = follows.get(index >> 1) ?? 1;
    offsets[index]! += share * (outline[index]! - before[index]!);
  });
  const [acrossX, acrossY] = acrossOf(own);
  for (const [point, share] of cheekRise) {
    offsets[point * 2]! += share * rise * acrossY;
    offsets[point * 2 + 1]! -= share * rise * acrossX;
  }
  const xy = Float32Array.from(own, (value, index) => value + trust * offsets[index]!);
  return { ...landmarks, xy };
}

function featureProportions(own: Float64Array, tweaks: FaceTweaks): Partial<Proportions> {
  const { eyes: size, brows, nose: noseSize, mouth } = tweaks;
  const unit = unitOf(own);
  const room = widestEye / (widestOf(own) / unit) - 1;
  const browUp = scaled(reach.browUp, brows);
  const gap = Math.min(...eyes.map((eye) => browGap(own, eye))) / unit;
  const free = gap - lowestBrow.stays - lowestBrow.eyes * Math.max(0, size ?? 0);
  const lowest = -lowestBrow.share * Math.max(0, free);
  const smiling = scaled(reach.smileWidth, tweaks.smile);
  return {
    eyeWidth: 1 + Math.min(scaled(reach.eyeWidth, size), Math.max(0, room)),
    eyeHeight: 1 + scaled(reach.eyeHeight, size),
    browUp: Math.max(browUp, lowest) + browRoom * Math.max(0, size ?? 0),
    nose: 1 + scaled(reach.nose, noseSize),
    mouthWidth: (1 + scaled(reach.mouthWidth, mouth)) * (1 + smiling),
    smile: smileOf(tweaks),
  };
}

function outlineProportions({ jaw }: FaceTweaks): Partial<Proportions> {
  return {
    jaw: scaled(reach.jaw, jaw),
    taper: scaled(reach.taper, jaw),
    chin: scaled(reach.chin, jaw),
  };
}

/** How far the corners of the mouth rise, in eye distances. */
function smileOf({ smile }: FaceTweaks): number {
  return scaled(reach.smile, smile);
}

/** What a tweak of `amount` (−1..1) changes. */
function scaled([least, most]: readonly [least: number, most: number], amount = 0): number {
  return amount < 0 ? -amount * least : amount * most;
}

/** The middle between the corners of an eye. */
function eyeMiddle(xy: Float64Array, { upper }: EyeIndices): { x: number; y: number } {
  return meanPoint(pickPoints(xy, [upper[0]!, upper.at(-1)!]));
}

/** The distance of the eyes, px. */
function unitOf(xy: Float64Array): number {
  const [right, left] = [eyeMiddle(xy, eyes[0]), eyeMiddle(xy, eyes[1])];
  return Math.hypot(left.x - right.x, left.y - right.y);
}

/** The unit vector from the right eye to the left one. */
function acrossOf(xy: Float64Array): readonly [x: number, y: number] {
  const [right, left] = [eyeMiddle(xy, eyes[0]), eyeMiddle(xy, eyes[1])];
  const length = Math.max(1e-6, Math.hypot(left.x - right.x, left.y - right.y));
  return [(left.x - right.x) / length, (left.y - right.y) / length];
}

function widestOf(xy: Float64Array): number {
  return Math.max(
    ...eyes.map(({ upper }) => {
      const [first, last] = [upper[0]! * 2, upper.at(-1)! * 2];
      return Math.hypot(xy[last]! - xy[first]!, xy[last + 1]! - xy[first + 1]!);
    }),
  );
}

/** Least distance between a brow and the lid below it, px; negative where they overlap. */
function browGap(xy: Float64Array, { upper, browLower }: EyeIndices): number {
  const [acrossX, acrossY] = acrossOf(xy);
  const height = (point: number): number => xy[point * 2]! * acrossY - xy[point * 2 + 1]! * acrossX;
  const lid = Math.max(...upper.map(height));
  const middle = browLower.slice(1, -1).map(height);
  return Math.min(...middle) - lid;
}
