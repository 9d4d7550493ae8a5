import type { Edits } from './edits.ts';
import { numberInRange, objectOf } from './fields.ts';
import type { PictureSize } from './fit.ts';
import { validatePhotoEdit } from './photoEdit.ts';
import { validateStrokes } from './strokes.ts';
import { validateTweaks } from './tweaks.ts';

/** The edits among the fields of a recipe. @throws RangeError where one is invalid. */
export function validateEdits({
  photo,
  tweaks,
  strokes,
  madeOn,
}: {
  readonly [Name in keyof Edits]: unknown;
}): Edits {
  return {
    ...(photo !== undefined && { photo: validatePhotoEdit(photo) }),
    ...(tweaks !== undefined && { tweaks: validateTweaks(tweaks) }),
    ...(strokes !== undefined && { strokes: validateStrokes(strokes) }),
    ...(madeOn !== undefined && { madeOn: validateSize(madeOn) }),
  };
}

const sideRange = { min: 1, max: 1_000_000 } as const;

function validateSize(value: unknown): PictureSize {
  const { width, height } = objectOf('madeOn', value);
  return {
    width: numberInRange('width', width, sideRange),
    height: numberInRange('height', height, sideRange),
  };
}
