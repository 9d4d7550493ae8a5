import type { PhotoEdit } from './photoEdit.ts';

/** The same for edits that make the same of a photo; empty for one that changes nothing, and for none. */
export function editKey(edit: PhotoEdit | undefined): string {
  if (!edit) return '';
  const { turns, isMirrored, tilt, crop, exposure, warmth, shadows } = edit;
  const place = crop && [crop.x, crop.y, crop.width, crop.height];
  const key = JSON.stringify([turns, isMirrored, tilt, place, exposure, warmth, shadows]);
  return key === plainKey ? '' : key;
}

const plainKey = JSON.stringify([0, false, 0, null, 0, 0, 0]);
