import type { StyleManifest, StyleNumbers } from '../model/styleManifest.ts';
import { type ReadingGroup, readingGroups } from '../model/readingGroups.ts';
import { flatNumbers, ofThousandths, thousandths } from './numbers.ts';
import { resolvedNumbers } from './resolveStyle.ts';
import { formatStyleCode, plainCode, type StyleCode } from './styleCode.ts';

/** A number as it was read from a picture. */
export interface ReadNumber {
  /** Of the number of a style. */
  readonly name: string;
  /** What it is about. */
  readonly group: ReadingGroup;
  /** Its place in its range, 0..1. */
  readonly share: number;
  /** Standard deviation of `share`. */
  readonly deviation: number;
}

/** Mean colour of a picture's dark, middle and light parts: a and b of Lab; null where it has none. */
export type ColourScript = Readonly<
  Record<'low' | 'mid' | 'high', readonly [a: number, b: number] | null>
>;

/** What was read from a picture. */
export interface StyleReading {
  /** Whether it is drawn, a photo, or shows no face: then eyes and hair cannot be told. */
  readonly kind: 'drawing' | 'photo' | 'noFace';
  /** Numbers of a style that could be read. */
  readonly numbers: readonly ReadNumber[];
  /** Mean colours of dark, middle and light parts. */
  readonly colours: ColourScript;
  /** The picture's main colours, the most common first, `#rrggbb`. */
  readonly swatches: readonly string[];
}

/** What colours drawings have where nothing is graded: mean over the app's styles. */
const usualColours: ColourScript = { low: [2, 2], mid: [5, 8], high: [2, 5] };
/** How much of a difference in colour is taken over. */
const gradeShare = 0.9;
const mostGrade = 24;
/** A number this unsure, a share of its range, is not taken over at all. */
const unsure = 0.3;

/** What can be taken over from such a picture without leading astray. */
export function trustedGroups(kind: StyleReading['kind']): readonly ReadingGroup[] {
  if (kind === 'photo') return ['palette'];
  return kind === 'noFace' ? ['line', 'tones', 'palette', 'finish'] : readingGroups;
}

/**
 * The code of a style with what was read in these groups. The rest is the most similar style of the manifest; of a photo
 * and of a picture without a face it is `current`, since they do not tell how people are drawn.
 */
export function styleOfReading(
  known: Pick<StyleManifest, 'model' | 'styles'>,
  reading: StyleReading,
  groups: ReadonlySet<ReadingGroup>,
  current: StyleCode,
): string {
  const { model, styles } = known;
  const bounds = model.numbers;
  const read = reading.numbers.filter(({ name }) => Object.hasOwn(bounds, name));
  const trusted = new Set(trustedGroups(reading.kind));
  const base = reading.kind === 'drawing' ? plainCode(nearestStyle(known, read)) : current;
  const { tuned: _tuned, ...untuned } = base;
  const flat = resolvedNumbers({ model, styles }, formatStyleCode({ ...untuned, tuned: {} }));
  const numbers: Record<string, number> = { ...base.numbers };
  for (const { name, group, share, deviation } of read) {
    if (!groups.has(group)) continue;
    // What such a picture hardly tells counts in full once it is asked for.
    const trust = trusted.has(group) ? Math.max(0, 1 - deviation / unsure) : 1;
    const own = thousandths(name, flat[name]!, bounds) / 1000;
    numbers[name] = Math.round(1000 * (own + trust * (share - own)));
  }
  if (groups.has('palette')) Object.assign(numbers, gradeOf(reading.colours, bounds));
  const [ground, figure] = reading.swatches;
  const own = groups.has('palette') && ground && figure ? ([ground, figure] as const) : undefined;
  const backdrop = own ?? base.backdrop;
  return formatStyleCode({ ...base, numbers, ...(backdrop && { backdrop }) });
}

/** The style of the manifest that these numbers are nearest to. */
function nearestStyle(
  { model, styles }: Pick<StyleManifest, 'model' | 'styles'>,
  read: readonly ReadNumber[],
): string {
  const distances = styles.map((style) => {
    const flat = flatNumbers(style, model.tensors.style);
    const distance = read.reduce((sum, { name, share, deviation }) => {
      const own = thousandths(name, flat[name]!, model.numbers) / 1000;
      return sum + ((own - share) / (0.05 + deviation)) ** 2;
    }, 0);
    return { id: style.id, distance };
  });
  return distances.reduce((best, each) => (each.distance < best.distance ? each : best)).id;
}

/** The colour grade that brings usual colours to those of a picture, in thousandths. */
function gradeOf(colours: ColourScript, bounds: StyleNumbers): Record<string, number> {
  const grade: Record<string, number> = {};
  for (const tone of ['low', 'mid', 'high'] as const) {
    const measured = colours[tone];
    if (!measured) continue;
    for (const [index, axis] of (['a', 'b'] as const).entries()) {
      const name = `grade.${tone}_${axis}`;
      const shift = gradeShare * (measured[index]! - usualColours[tone]![index]!);
      const bounded = Math.min(mostGrade, Math.max(-mostGrade, shift));
      if (Object.hasOwn(bounds, name)) grade[name] = thousandths(name, bounded, bounds);
    }
  }
  return grade;
}

/** The value of a read number; undefined where this version does not have it. */
export function readValue(
  reading: StyleReading,
  name: string,
  bounds: StyleManifest['model']['numbers'],
): number | undefined {
  const read = reading.numbers.find((number) => number.name === name);
  return read && ofThousandths(name, read.share * 1000, bounds);
}
