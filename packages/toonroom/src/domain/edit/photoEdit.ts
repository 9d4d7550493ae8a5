import { invalid, numberInRange, objectOf } from './fields.ts';

/** What is done to a photo before it is drawn: first it is turned, then mirrored, cropped and lit. */
export interface PhotoEdit {
  /** Quarter turns clockwise. */
  readonly turns: 0 | 1 | 2 | 3;
  /** Whether left and right are exchanged, after the turns. */
  readonly isMirrored: boolean;
  /** Degrees clockwise, −45..45, that the turned photo is rotated by, about the middle of the crop. */
  readonly tilt: number;
  /** The part that stays; null for the largest one of the turned photo's shape that has no empty corner. */
  readonly crop: CropArea | null;
  /** Stops, −2..2: each doubles the light. */
  readonly exposure: number;
  /** From −1, blue, to 1, yellow. */
  readonly warmth: number;
  /** From −1 to 1: how far dark parts are brightened, or darkened. */
  readonly shadows: number;
}

/** A rectangle of the turned and mirrored photo, in shares of its width and height. */
export interface CropArea {
  /** Of its middle, from the left, 0..1. */
  readonly x: number;
  /** Of its middle, from the top, 0..1. */
  readonly y: number;
  /** 0.05..1 */
  readonly width: number;
  /** 0.05..1 */
  readonly height: number;
}

export const tiltRange = { min: -45, max: 45 } as const;
export const exposureRange = { min: -2, max: 2 } as const;
export const lightRange = { min: -1, max: 1 } as const;
/** Smaller parts than this share of a side are not worth drawing. */
export const cropSizeRange = { min: 0.05, max: 1 } as const;

/** A photo as it is. */
export const noPhotoEdit: PhotoEdit = {
  turns: 0,
  isMirrored: false,
  tilt: 0,
  crop: null,
  exposure: 0,
  warmth: 0,
  shadows: 0,
};

/** `value` as a PhotoEdit, clamped to its ranges; absent fields change nothing. @throws RangeError. */
export function validatePhotoEdit(value: unknown): PhotoEdit {
  const fields: Readonly<Record<string, unknown>> = { ...noPhotoEdit, ...objectOf('photo', value) };
  const { turns, isMirrored, tilt, crop, exposure, warmth, shadows } = fields;
  if (turns !== 0 && turns !== 1 && turns !== 2 && turns !== 3) throw invalid('turns is not 0..3');
  return {
    turns,
    isMirrored: isMirrored === true,
    tilt: numberInRange('tilt', tilt, tiltRange),
    crop: crop === null ? null : validateCrop(crop),
    exposure: numberInRange('exposure', exposure, exposureRange),
    warmth: numberInRange('warmth', warmth, lightRange),
    shadows: numberInRange('shadows', shadows, lightRange),
  };
}

function validateCrop(value: unknown): CropArea {
  const { x, y, width, height } = objectOf('crop', value);
  const unit = { min: 0, max: 1 };
  return {
    x: numberInRange('x', x, unit),
    y: numberInRange('y', y, unit),
    width: numberInRange('width', width, cropSizeRange),
    height: numberInRange('height', height, cropSizeRange),
  };
}
