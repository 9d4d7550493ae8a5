import type { Edits } from './edits.ts';
import { noPhotoEdit } from './photoEdit.ts';

/** Width and height, px. */
export interface PictureSize {
  readonly width: number;
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
 * The edits for a file's picture of this size: of those made on a picture of another shape, the crop and what was
 * painted freely are left out. Light, turns, tweaks and filled areas fit every picture.
 */
export function fitEdits({ madeOn, ...edits }: Edits, picture: PictureSize): Edits {
  if (!madeOn || isSameShape(madeOn, picture)) return edits;
  const { photo, strokes, ...others } = edits;
  const { crop, tilt } = noPhotoEdit;
  const filled = strokes?.filter(({ path }) => path === null) ?? [];
  return {
    ...others,
    ...(photo && { photo: { ...photo, crop, tilt } }),
    ...(filled.length > 0 && { strokes: filled }),
  };
}
