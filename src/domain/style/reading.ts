import type { StyleManifest } from '../model/styleManifest.ts';
import { type ReadingGroup, readingGroups } from '../model/readingGroups.ts';
import { flatNumbers, ofThousandths, thousandths } from './numbers.ts';
import { formatStyleCode, plainCode } from './styleCode.ts';

/** A number as it was read from a picture. */
export interface ReadNumber {
  readonly name: string;
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
  readonly numbers: readonly ReadNumber[];
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

/** The code of a style with what was read in these groups; the rest is the most similar style of the manifest. */
export function styleOfReading(
  { model, styles }: Pick<StyleManifest, 'model' | 'styles'>,
  reading: StyleReading,
  groups: ReadonlySet<ReadingGroup>,
): string {
  const bounds = model.numbers;
  const known = reading.numbers.filter(({ name }) => Object.hasOwn(bounds, name));
  const shareIn = (flat: Readonly<Record<string, number>>, name: string): number =>
    thousandths(name, flat[name]!, bounds) / 1000;
  const candidates = styles.map((style) => {
    const flat = flatNumbers(style, model.tensors.style);
    const distance = known.reduce((sum, { name, share, deviation }) => {
      return sum + ((shareIn(flat, name) - share) / (0.05 + deviation)) ** 2;
    }, 0);
    return { style, flat, distance };
  });
  const [first, ...others] = candidates;
  if (!first) throw new RangeError('no styles');
  const base = others.reduce((best, each) => (each.distance < best.distance ? each : best), first);
  const numbers: Record<string, number> = {};
  for (const { name, group, share, deviation } of known) {
    if (!groups.has(group)) continue;
    const trust = Math.max(0, 1 - deviation / unsure);
    const own = shareIn(base.flat, name);
    numbers[name] = Math.round(1000 * (own + trust * (share - own)));
  }
  if (groups.has('palette')) {
    for (const tone of ['low', 'mid', 'high'] as const) {
      const measured = reading.colours[tone];
      if (!measured) continue;
      for (const [axis, index] of [
        ['a', 0],
        ['b', 1],
      ] as const) {
        const name = `grade.${tone}_${axis}`;
        const shift = gradeShare * (measured[index] - usualColours[tone]![index]);
        const bounded = Math.min(mostGrade, Math.max(-mostGrade, shift));
        if (Object.hasOwn(bounds, name)) numbers[name] = thousandths(name, bounded, bounds);
      }
    }
  }
  const [ground, figure] = reading.swatches;
  const backdrop =
    groups.has('palette') && ground && figure ? { backdrop: [ground, figure] as const } : {};
  return formatStyleCode({ ...plainCode(base.style.id), numbers, ...backdrop });
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
