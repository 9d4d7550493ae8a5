import type { Edits } from './edits.ts';
import { noPhotoEdit } from './photoEdit.ts';
import type { Stroke } from './strokes.ts';

/** Width and height, px. */
export interface PictureSize {
  /** px */
  readonly width: number;
  /** px */
  readonly height: number;
}

/** Pictures whose ratios differ by no more than this factor have one shape. */
const sameShape = 1.02;

/** Whether crops and free strokes that were made on one picture fit another. */
function isSameShape(one: PictureSize, other: PictureSize): boolean {
  const factor = (one.width * other.height) / (one.height * other.width);
  return factor <= sameShape && factor >= 1 / sameShape;
}

/**
 * The edits for a file's picture of this size: of those made on another picture, the strokes that keep to one person
 * are left out; where it had another shape, the crop and what was painted freely, too. Light, turns, tweaks and filled
 * areas fit every picture.
 */
export function fitEdits({ madeOn, ...edits }: Edits, picture: PictureSize): Edits {
  if (!madeOn) return edits;
  const { photo, strokes, ...others } = edits;
  const { crop, tilt } = noPhotoEdit;
  const isAlike = isSameShape(madeOn, picture);
  const fitting = strokesForAnybody(strokes).filter(({ path }) => isAlike || path === null);
  return {
    ...others,
    ...(photo && { photo: isAlike ? photo : { ...photo, crop, tilt } }),
    ...(fitting.length > 0 && { strokes: fitting }),
  };
}

/** Those that do not keep to one person: another picture has other people. */
export function strokesForAnybody(strokes: readonly Stroke[] = []): readonly Stroke[] {
  return strokes.filter(({ area }) => area?.kind !== 'person');
}
