import { parseStyleCode } from '#domain/style/styleCode.ts';
import type { StyleEntry } from '#sdk/index.ts';
import type { OwnStyle } from '../../shared/state/stylesSlice.ts';
import { fieldsOf, numberIn, textOf } from '../../shared/storedFields.ts';

// What is stored of the user's own styles, validated.

export const ownStyleVersion = 1;

/** A style as it is stored under its code. */
export interface StoredStyle extends Omit<OwnStyle, 'thumbnailId'> {
  readonly thumbnail: Blob | null;
}

/** The styles of the stored records, the newest last; those that make no sense are left out. */
export function parseOwnStyles(
  records: readonly (readonly [string, unknown])[],
): readonly StoredStyle[] {
  return records.flatMap(parseOwnStyle).toSorted((a, b) => a.savedAt - b.savedAt);
}

function parseOwnStyle([id, record]: readonly [string, unknown]): readonly StoredStyle[] {
  const fields = fieldsOf(record);
  const names = namesOf(fields.get('names'));
  const savedAt = numberIn({ min: 0, max: Number.MAX_SAFE_INTEGER }, fields.get('savedAt'));
  const thumbnail = fields.get('thumbnail');
  if (fields.get('version') !== ownStyleVersion || !parseStyleCode(id)) return [];
  if (!names || savedAt === undefined) return [];
  return [
    {
      id,
      names,
      author: textOf(fields.get('author')) ?? '',
      licence: textOf(fields.get('licence')) ?? '',
      savedAt,
      thumbnail: thumbnail instanceof Blob ? thumbnail : null,
    },
  ];
}

function namesOf(value: unknown): StyleEntry['names'] | undefined {
  const fields = fieldsOf(value);
  const en = textOf(fields.get('en'));
  const zh = textOf(fields.get('zh'));
  return en === undefined || zh === undefined ? undefined : { en, zh };
}

/** A name that no other style has: `Blue hour 2`. */
export function freeName(name: string, taken: readonly string[]): string {
  if (!taken.includes(name)) return name;
  for (let number = 2; ; number++) {
    const next = `${name} ${number}`;
    if (!taken.includes(next)) return next;
  }
}
