import { parseStyleCode } from '#domain/style/styleCode.ts';
import { layouts, ranges, reaches } from '#domain/ownModel/ownModel.ts';
import type { OwnModel, StyleEntry } from '#sdk/index.ts';
import type { OwnStyle } from '../../shared/state/stylesSlice.ts';
import { isOwnModel } from '../../shared/styleEntries.ts';
import { fieldsOf, numberIn, oneOf, textOf } from '../../shared/storedFields.ts';

// What is stored of the user's own styles, validated.

export const ownStyleVersion = 1;

/** A style as it is stored under its code. */
export interface StoredStyle extends Omit<OwnStyle, 'thumbnailId' | 'model'> {
  readonly thumbnail: Blob | null;
  /** Of a model that the user brought. */
  readonly ownModel?: Pick<OwnModel, 'file' | 'settings'>;
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
  const ownModel = ownModelOf(fields.get('ownModel'));
  if (isOwnModel(id) !== (ownModel !== undefined)) return [];
  return [
    {
      id,
      names,
      author: textOf(fields.get('author')) ?? '',
      licence: textOf(fields.get('licence')) ?? '',
      savedAt,
      thumbnail: thumbnail instanceof Blob ? thumbnail : null,
      ...(ownModel && { ownModel }),
    },
  ];
}

function ownModelOf(value: unknown): StoredStyle['ownModel'] {
  const fields = fieldsOf(value);
  const file = fields.get('file');
  const settings = fieldsOf(fields.get('settings'));
  const input = textOf(settings.get('input'));
  const output = textOf(settings.get('output'));
  const layout = oneOf(layouts, settings.get('layout'));
  const range = oneOf(ranges, settings.get('range'));
  const reach = oneOf(reaches, settings.get('reach'));
  const sidePx = numberIn({ min: 1, max: 4096 }, settings.get('sidePx')) ?? null;
  if (!(file instanceof Blob) || !input || !output || !layout || !range || !reach) return undefined;
  return { file, settings: { input, output, layout, range, reach, sidePx } };
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
