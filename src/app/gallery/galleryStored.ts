import { outputFormats } from '../shared/state/settingsSlice.ts';
import type { GalleryDrawing } from '../shared/state/gallerySlice.ts';
import { fieldsOf, numberIn, oneOf, textOf } from '../shared/storedFields.ts';

// What the gallery has written down, validated.

export const galleryVersion = 1;

/** A drawing of the gallery as it is stored. */
export interface StoredDrawing extends Omit<GalleryDrawing, 'thumbnailId'> {
  readonly file: Blob;
  /** Null where none could be made. */
  readonly thumbnail: Blob | null;
}

/** The drawings of the stored records, newest first; those that make no sense are left out. */
export function parseDrawings(records: readonly (readonly [string, unknown])[]): StoredDrawing[] {
  return records.flatMap(parseDrawing).toSorted((a, b) => b.savedAt - a.savedAt);
}

function parseDrawing([id, record]: readonly [string, unknown]): readonly StoredDrawing[] {
  const fields = fieldsOf(record);
  const styleId = textOf(fields.get('styleId'));
  const names = fieldsOf(fields.get('styleNames'));
  const format = oneOf(outputFormats, fields.get('format'));
  const savedAt = numberIn({ min: 0, max: Number.MAX_SAFE_INTEGER }, fields.get('savedAt'));
  const file = fields.get('file');
  const thumbnail = fields.get('thumbnail');
  if (fields.get('version') !== galleryVersion || !(file instanceof Blob)) return [];
  if (styleId === undefined || format === undefined || savedAt === undefined) return [];
  return [
    {
      id,
      styleId,
      styleNames: {
        en: textOf(names.get('en')) ?? styleId,
        zh: textOf(names.get('zh')) ?? styleId,
      },
      format,
      savedAt,
      sizeBytes: file.size,
      file,
      thumbnail: thumbnail instanceof Blob ? thumbnail : null,
    },
  ];
}

/** What has to go of `drawings`, newest first, so that no more than `mostBytes` stay: the oldest, but never the newest. */
export function beyond<Drawing extends { readonly sizeBytes: number }>(
  drawings: readonly Drawing[],
  mostBytes: number,
): readonly Drawing[] {
  let total = 0;
  const first = drawings.findIndex(({ sizeBytes }, index) => {
    total += sizeBytes;
    return index > 0 && total > mostBytes;
  });
  return first < 0 ? [] : drawings.slice(first);
}
