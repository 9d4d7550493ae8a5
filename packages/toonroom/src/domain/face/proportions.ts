import { closedOpening, type EyeShape, fitEye, type Lid, lidHeight } from './eyeShape.ts';
import {
  chin,
  eyes,
  type EyeIndices,
  type Landmarks,
  lips,
  meanPoint,
  midline,
  mouthCorners,
  nose,
  noseBase,
  pickPoints,
} from './landmarks.ts';
import { smoothstep } from '../picture/smoothstep.ts';

/** The names of a style's proportions. */
export const proportionNames = [
  'eyeWidth',
  'eyeHeight',
  'eyeOpenMin', // least opening of a lid relative to the eye's half width
  'eyeOpenMax',
  'eyeDown',
  'eyeOut',
  'eyeRound', // 0 keeps the person's lids, 1 is the ideal curve
  'irisToOpening', // least iris radius relative to the eye's height
  'irisToWidth', // largest iris radius relative to the eye's width
  'browUp',
  'nose',
  'mouthWidth',
  'mouthHeight',
  'mouthUp',
  'smile',
  'jaw',
  'chin',
  'taper', // further narrowing towards the chin: a pointed face
] as const;

/** The share of the upper lid's rise that the brow follows. */
const browLift = 0.4;

/** A style's proportions at exaggeration 1. Lengths are in eye distances, sizes are factors. */
export type Proportions = Readonly<Record<(typeof proportionNames)[number], number>>;

/**
 * The landmarks at `exaggeration`: 0 gives the person's own, 1 the style's, above 1 a caricature.
 * Multiply it by the face's reliability first. Positions are computed in the face's own frame
 * (origin between the eyes, unit their distance), so the result follows roll and scale. Depth is
 * not changed.
 */
export function exaggerate(
  landmarks: Landmarks<'crop'>,
  proportions: Proportions,
  exaggeration: number,
): Landmarks<'crop'> {
  const own = Float64Array.from(landmarks.xy);
  const drawn = drawnLandmarks(own, proportions);
  const xy = Float32Array.from(
    own,
    (value, index) => value + exaggeration * (drawn[index]! - value),
  );
  return { space: 'crop', xy, z: landmarks.z };
}

/** The frame of a face: origin between the eyes, `across` to the left eye, unit their distance. */
interface FaceFrame {
  readonly originX: number;
  readonly originY: number;
  readonly acrossX: number;
  readonly acrossY: number;
  readonly unit: number;
}

/** The landmarks x0, y0, … of the drawn face at exaggeration 1; `own` are the person's, px. */
export function drawnLandmarks(own: Float64Array, p: Proportions): Float64Array {
  const shapes = [fitEye(own, eyes[0]), fitEye(own, eyes[1])] as const;
  const frame = faceFrame(shapes);
  const drawn = drawFaceShape(own, frame, p);
  eyes.forEach((eye, index) => drawEye(drawn, own, eye, shapes[index]!, frame, p));
  return drawn;
}

function faceFrame([right, left]: readonly [EyeShape, EyeShape]): FaceFrame {
  const acrossX = left.centreX - right.centreX;
  const acrossY = left.centreY - right.centreY;
  const unit = Math.hypot(acrossX, acrossY);
  return {
    originX: (right.centreX + left.centreX) / 2,
    originY: (right.centreY + left.centreY) / 2,
    acrossX: acrossX / unit,
    acrossY: acrossY / unit,
    unit,
  };
}

/** Everything but eyes and brows: jaw, chin, nose and mouth. Px in, px out. */
function drawFaceShape(own: Float64Array, frame: FaceFrame, p: Proportions): Float64Array {
  const local = new Float64Array(own.length);
  for (let index = 0; index < own.length; index += 2) {
    const x = own[index]! - frame.originX;
    const y = own[index + 1]! - frame.originY;
    local[index] = (x * frame.acrossX + y * frame.acrossY) / frame.unit;
    local[index + 1] = (y * frame.acrossX - x * frame.acrossY) / frame.unit;
  }
  const drawn = narrowJaw(local, p);
  shrinkNose(drawn, local, p);
  moveMouth(drawn, p);
  for (let index = 0; index < drawn.length; index += 2) {
    const x = drawn[index]! * frame.unit;
    const y = drawn[index + 1]! * frame.unit;
    drawn[index] = frame.originX + x * frame.acrossX - y * frame.acrossY;
    drawn[index + 1] = frame.originY + x * frame.acrossY + y * frame.acrossX;
  }
  return drawn;
}

function narrowJaw(local: Float64Array, p: Proportions): Float64Array {
  const drawn = new Float64Array(local.length);
  const middle = pickPoints(local, midline);
  const chinY = local[chin * 2 + 1]!;
  for (let index = 0; index < local.length; index += 2) {
    const x = local[index]!;
    const y = local[index + 1]!;
    const t = Math.min(1, Math.max(0, (y - 0.15) / (chinY - 0.15)));
    const centreX = midlineX(middle, y);
    drawn[index] = centreX + (x - centreX) * (1 - p.jaw * t ** 1.2 - p.taper * t ** 3);
    drawn[index + 1] = y - p.chin * t ** 1.5;
  }
  return drawn;
}

/**
 * The x of the face's midline (points x0, y0, … from the top down) at height y; beyond its ends,
 * that of the end.
 */
function midlineX(middle: Float64Array, y: number): number {
  const last = middle.length - 2;
  if (y <= middle[1]!) return middle[0]!;
  if (y >= middle[last + 1]!) return middle[last]!;
  let index = 0;
  while (index < last - 2 && middle[index + 3]! <= y) index += 2;
  const top = middle[index + 1]!;
  const t = (y - top) / (middle[index + 3]! - top);
  return middle[index]! + t * (middle[index + 2]! - middle[index]!);
}

function shrinkNose(drawn: Float64Array, local: Float64Array, p: Proportions): void {
  const base = meanPoint(pickPoints(drawn, noseBase));
  for (const point of nose) {
    const index = point * 2;
    const factor = 1 - (1 - p.nose) * smoothstep(0.05, 0.45, local[index + 1]!);
    drawn[index] = base.x + (drawn[index]! - base.x) * factor;
    drawn[index + 1] = base.y + (drawn[index + 1]! - base.y) * factor;
  }
}

function moveMouth(drawn: Float64Array, p: Proportions): void {
  const centre = meanPoint(pickPoints(drawn, lips));
  for (const point of lips) {
    const index = point * 2;
    drawn[index] = centre.x + (drawn[index]! - centre.x) * p.mouthWidth;
    drawn[index + 1] = centre.y + (drawn[index + 1]! - centre.y) * p.mouthHeight - p.mouthUp;
  }
  for (const corner of mouthCorners) {
    const cornerX = drawn[corner * 2]!;
    for (const point of lips) {
      const index = point * 2;
      drawn[index + 1]! -= p.smile * Math.exp(-((drawn[index]! - cornerX) ** 2) / 0.16 ** 2);
    }
  }
}

/** Writes one eye's lids, iris and brow into `drawn`. */
function drawEye(
  drawn: Float64Array,
  own: Float64Array,
  eye: EyeIndices,
  shape: EyeShape,
  frame: FaceFrame,
  p: Proportions,
): void {
  const out = p.eyeOut * shape.outward * frame.unit;
  const down = p.eyeDown * frame.unit;
  const corners = meanPoint(pickPoints(drawn, [eye.upper[0]!, eye.upper.at(-1)!]));
  const centreX = corners.x + frame.acrossX * out - frame.acrossY * down;
  const centreY = corners.y + frame.acrossY * out + frame.acrossX * down;
  const lids = shape.opening >= closedOpening ? idealLids(shape, p) : shape;
  const width = shape.width * p.eyeWidth;
  for (const [indices, lid] of [
    [eye.upper, lids.upper],
    [eye.lower, lids.lower],
  ] as const) {
    for (const point of indices) {
      const offsetX = own[point * 2]! - shape.centreX;
      const offsetY = own[point * 2 + 1]! - shape.centreY;
      const along = (offsetX * shape.axisX + offsetY * shape.axisY) / (shape.width / 2);
      const x = Math.min(1, Math.max(-1, along));
      const y = lidHeight(lid, x);
      drawn[point * 2] = centreX + (width / 2) * (x * shape.axisX + y * shape.axisY);
      drawn[point * 2 + 1] = centreY + (width / 2) * (x * shape.axisY - y * shape.axisX);
    }
  }
  drawIris(drawn, own, eye, shape, { ...lids, centreX, centreY, width }, p);
  const lift = Math.max(0, lidTop(drawn, eye, shape) - lidTop(own, eye, shape));
  const up = p.browUp * frame.unit + lift * browLift;
  for (const point of [...eye.browUpper, ...eye.browLower]) {
    drawn[point * 2]! += frame.acrossX * out + frame.acrossY * up;
    drawn[point * 2 + 1]! += frame.acrossY * out - frame.acrossX * up;
  }
}

/** Height of the upper lid's middle above the eye's corners, px. */
function lidTop(xy: Float64Array, eye: EyeIndices, shape: EyeShape): number {
  const corners = meanPoint(pickPoints(xy, [eye.upper[0]!, eye.upper.at(-1)!]));
  const middle = eye.upper[4]! * 2;
  return (xy[middle]! - corners.x) * shape.axisY - (xy[middle + 1]! - corners.y) * shape.axisX;
}

function idealLids(shape: EyeShape, p: Proportions): { upper: Lid; lower: Lid } {
  // Narrowed eyes stay narrowed.
  const least = p.eyeOpenMin * (0.5 + 0.5 * smoothstep(0.08, 0.3, shape.opening));
  const opening = Math.min(Math.max(shape.opening * p.eyeHeight, least), p.eyeOpenMax);
  const grow = opening / Math.max(shape.opening, 0.05);
  // An eye that is enlarged a lot would tilt and bend too much: the odd and higher terms grow less.
  const tilt = grow * Math.min(1, 1.3 / grow);
  const out = shape.outward;
  const mix = (own: Lid, ideal: Lid): Lid => [
    own[0] * grow * (1 - p.eyeRound) + ideal[0] * p.eyeRound,
    own[1] * tilt * (1 - p.eyeRound) + ideal[1] * p.eyeRound,
    own[2] * tilt * (1 - p.eyeRound) + ideal[2] * p.eyeRound,
  ];
  return {
    upper: mix(shape.upper, [opening * 1.25, -0.12 * out * opening, 0.35 * opening]),
    lower: mix(shape.lower, [-opening * 0.75, -0.1 * opening * out, 0]),
  };
}

/** Writes the iris into `drawn`: enlarged with the eye, its upper rim hidden under the lid. */
function drawIris(
  drawn: Float64Array,
  own: Float64Array,
  eye: EyeIndices,
  shape: EyeShape,
  target: Pick<EyeShape, 'centreX' | 'centreY' | 'width' | 'upper' | 'lower'>,
  p: Proportions,
): void {
  const halfWidth = target.width / 2;
  const height = (target.upper[0] - target.lower[0]) * halfWidth;
  const grown = Math.max(shape.irisRadius * p.eyeWidth, height * p.irisToOpening);
  const radius = Math.min(grown, target.width * p.irisToWidth);
  const offsetX = (shape.irisX - shape.centreX) * 0.9 * p.eyeWidth;
  const offsetY = (shape.irisY - shape.centreY) * 0.9 * p.eyeWidth;
  const along = (offsetX * shape.axisX + offsetY * shape.axisY) / halfWidth;
  const x = Math.min(0.8, Math.max(-0.8, along));
  const underLid = lidHeight(target.upper, x) * halfWidth - radius * 0.86;
  const y = 0.35 * (offsetX * shape.axisY - offsetY * shape.axisX) + 0.65 * underLid;
  const irisX = target.centreX + shape.axisX * x * halfWidth + shape.axisY * y;
  const irisY = target.centreY + shape.axisY * x * halfWidth - shape.axisX * y;
  const scale = radius / Math.max(shape.irisRadius, 1e-6);
  for (const point of eye.iris) {
    drawn[point * 2] = irisX + (own[point * 2]! - shape.irisX) * scale;
    drawn[point * 2 + 1] = irisY + (own[point * 2 + 1]! - shape.irisY) * scale;
  }
}
