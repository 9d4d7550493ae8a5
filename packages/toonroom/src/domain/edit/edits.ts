import type { PhotoEdit } from './photoEdit.ts';
import type { PictureSize } from './fit.ts';
import type { Stroke } from './strokes.ts';
import type { FaceTweaks } from './tweaks.ts';

/** What somebody did to a picture by hand; an absent part changes nothing. */
export interface Edits {
  /** What is done to the photo before it is drawn. */
  readonly photo?: PhotoEdit;
  /** What is changed in every face that has no tweaks of its own. */
  readonly tweaks?: FaceTweaks;
  /** Strokes of the brush, in the order in which they were made. */
  readonly strokes?: readonly Stroke[];
  /**
   * The size of the file's picture that the edits were made on, where they may be meant for another: crops and free
   * strokes are left out of a picture of another shape.
   */
  readonly madeOn?: PictureSize;
}

/** The edits of a recipe alone. */
export function editsOf({ photo, tweaks, strokes, madeOn }: Edits): Edits {
  return {
    ...(photo && { photo }),
    ...(tweaks && { tweaks }),
    ...(strokes && { strokes }),
    ...(madeOn && { madeOn }),
  };
}
