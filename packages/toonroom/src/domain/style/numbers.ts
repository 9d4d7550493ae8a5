import { type ManifestStyle, type StyleNumbers } from '../model/styleManifest.ts';
import { proportionNames, type Proportions } from '../face/proportions.ts';
import { strokeNumberNames, type StrokeNumbers } from '../face/strokes/numbers.ts';
import { type Texture, textureNames } from '../picture/texture.ts';

/** Every number of a style by its full name: `skin.gamma`, `strokes.lid`, `proportions.nose`, `texture.grain`. */
export type FlatNumbers = Readonly<Record<string, number>>;

/** What of a style is made of its numbers alone. */
type Numbered = Pick<ManifestStyle, 'paint' | 'proportions' | 'strokes' | 'texture'>;

/** `paintNames`: the names of the model's style input, in its order. */
export function flatNumbers(style: Numbered, paintNames: readonly string[]): FlatNumbers {
  return {
    ...Object.fromEntries(paintNames.map((name, index) => [name, style.paint[index]!])),
    ...prefixed('strokes', style.strokes),
    ...prefixed('proportions', style.proportions),
    ...prefixed('texture', { ...style.texture }),
  };
}

function prefixed(group: string, values: FlatNumbers): FlatNumbers {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`${group}.${name}`, value]),
  );
}

/** The parts of a style with these numbers. */
export function numbered(flat: FlatNumbers, paintNames: readonly string[]): Numbered {
  return {
    paint: paintNames.map((name) => flat[name]!),
    strokes: section<StrokeNumbers>(flat, 'strokes', strokeNumberNames),
    proportions: section<Proportions>(flat, 'proportions', proportionNames),
    texture: section<Texture & Record<string, number>>(flat, 'texture', textureNames),
  };
}

function section<Section extends Readonly<Record<string, number>>>(
  flat: FlatNumbers,
  group: string,
  names: readonly (keyof Section & string)[],
): Section {
  return Object.fromEntries(names.map((name) => [name, flat[`${group}.${name}`]!])) as Section;
}

/** `value` within the number's bounds; undefined where there is no such number. */
export function boundedNumber(
  name: string,
  value: number,
  bounds: StyleNumbers,
): number | undefined {
  const known = Object.hasOwn(bounds, name) ? bounds[name] : undefined;
  return known && Math.min(known.greatest, Math.max(known.least, value));
}

/** A share of a number's range, in thousandths. */
export function thousandths(name: string, value: number, bounds: StyleNumbers): number {
  const { least, greatest } = bounds[name]!;
  return Math.round((1000 * (value - least)) / (greatest - least));
}

/** The number at so many thousandths of its range; undefined where there is no such number. */
export function ofThousandths(
  name: string,
  share: number,
  bounds: StyleNumbers,
): number | undefined {
  const known = Object.hasOwn(bounds, name) ? bounds[name] : undefined;
  return known && known.least + (share / 1000) * (known.greatest - known.least);
}
