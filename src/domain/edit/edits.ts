import { type PhotoEdit, validatePhotoEdit } from './photoEdit.ts';
import { type Stroke, validateStrokes } from './strokes.ts';
import { type FaceTweaks, validateTweaks } from './tweaks.ts';

/** What somebody did to a picture by hand; an absent part changes nothing. */
export interface Edits {
  /** Before it is drawn. */
  readonly photo?: PhotoEdit;
  /** Of every face that has none of its own. */
  readonly tweaks?: FaceTweaks;
  /** In the order in which they were made. */
  readonly strokes?: readonly Stroke[];
}

/** The edits among the fields of a recipe. @throws RangeError where one is invalid. */
export function validateEdits({
  photo,
  tweaks,
  strokes,
}: {
  readonly [Name in keyof Edits]: unknown;
}): Edits {
  return {
    ...(photo !== undefined && { photo: validatePhotoEdit(photo) }),
    ...(tweaks !== undefined && { tweaks: validateTweaks(tweaks) }),
    ...(strokes !== undefined && { strokes: validateStrokes(strokes) }),
  };
}

/** The edits of a recipe alone. */
export function editsOf({ photo, tweaks, strokes }: Edits): Edits {
  return { ...(photo && { photo }), ...(tweaks && { tweaks }), ...(strokes && { strokes }) };
}
