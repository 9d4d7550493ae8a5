/**
 * A style as one word: styles of the manifest, what part each has in a mix, and what is changed in them. It names a
 * style wherever one is asked for, so mixed and tuned styles work for people, batches, links and stored results alike.
 *
 * `anime` · `anime.60*comic.40` · `comic**lineWeight.-30*skin.gamma.278*backdrop.ffd966f28b5b`
 */

/** One style of a mix; the shares of all add up to 100. */
export interface StylePart {
  readonly id: string;
  readonly share: number;
}

export interface StyleCode {
  /** One to {@link mostParts}, in the order in which they were chosen. */
  readonly parts: readonly [StylePart, ...StylePart[]];
  /** Controls of the fine-tune panel, −100..100, by name; 0 is absent. */
  readonly tuned: Readonly<Record<string, number>>;
  /** Single numbers in thousandths of their range, by full name. */
  readonly numbers: Readonly<Record<string, number>>;
  /** Colours of plain backgrounds, `#rrggbb`; absent where they are the base's own. */
  readonly backdrop?: readonly [string, string];
}

export const mostParts = 3;
/** Enough for every number of a style. */
const mostLetters = 6000;

const partPattern = /^([a-z0-9]+(?:-[a-z0-9]+)*)(?:\.(\d{1,3}))?$/;
const changePattern = /^([a-z][a-zA-Z0-9]*(?:\.[a-zA-Z][a-zA-Z0-9_]*)?)\.(-?\d{1,4})$/;
const backdropPattern = /^backdrop\.([\da-f]{6})([\da-f]{6})$/;

/** `code` in its parts; undefined where it is not written as one. Whether its names exist is not checked. */
export function parseStyleCode(code: string): StyleCode | undefined {
  if (code.length > mostLetters) return undefined;
  const [mix = '', changed, ...more] = code.split('**');
  if (more.length > 0) return undefined;
  const changes = changed?.split('*') ?? [];
  const parts = mix.split('*').map(parsePart);
  if (parts.length > mostParts || !parts.every((part) => part !== undefined)) return undefined;
  const [first, ...others] = parts;
  if (!first || new Set(parts.map(({ id }) => id)).size !== parts.length) return undefined;
  if (parts.reduce((sum, { share }) => sum + share, 0) !== 100) return undefined;
  const tuned: Record<string, number> = {};
  const numbers: Record<string, number> = {};
  let backdrop: [string, string] | undefined;
  for (const change of changes) {
    const [, top, bottom] = backdropPattern.exec(change) ?? [];
    const [, name, digits] = changePattern.exec(change) ?? [];
    if (top !== undefined) backdrop = [`#${top}`, `#${bottom}`];
    else if (name === undefined) return undefined;
    else if (!name.includes('.')) tuned[name] = within(Number(digits), -100, 100);
    else numbers[name] = within(Number(digits), 0, 1000);
  }
  return { parts: [first, ...others], tuned, numbers, ...(backdrop && { backdrop }) };
}

function parsePart(text: string, _index: number, all: readonly string[]): StylePart | undefined {
  const [, id, digits] = partPattern.exec(text) ?? [];
  if (id === undefined) return undefined;
  const isAlone = all.length === 1;
  if (isAlone !== (digits === undefined)) return undefined;
  const share = isAlone ? 100 : Number(digits);
  return share >= 1 ? { id, share } : undefined;
}

/** The one way to write a style: equal styles have equal codes. */
export function formatStyleCode({ parts, tuned, numbers, backdrop }: StyleCode): string {
  const mix =
    parts.length === 1
      ? parts[0].id
      : parts
          .toSorted((a, b) => (a.id < b.id ? -1 : 1))
          .map(({ id, share }) => `${id}.${share}`)
          .join('*');
  const changes = [
    ...sorted(tuned).filter(([, value]) => value !== 0),
    ...sorted(numbers),
    ...(backdrop
      ? [['backdrop', backdrop.map((colour) => colour.slice(1)).join('')] as const]
      : []),
  ].map(([name, value]) => `${name}.${value}`);
  return changes.length === 0 ? mix : `${mix}**${changes.join('*')}`;
}

/** A style of the manifest alone. */
export function plainCode(id: string): StyleCode {
  return { parts: [{ id, share: 100 }], tuned: {}, numbers: {} };
}

/** Whether nothing is mixed or changed. */
export function isPlain({ parts, tuned, numbers, backdrop }: StyleCode): boolean {
  const changes = Object.keys(tuned).length + Object.keys(numbers).length;
  return parts.length === 1 && changes === 0 && !backdrop;
}

/** What kind of style a code is, whatever its shares and values: changing one of these makes no other style. */
export function styleKind(code: string): string {
  const parsed = parseStyleCode(code);
  if (!parsed || isPlain(parsed)) return code;
  const ids = parsed.parts.map(({ id }) => id).toSorted();
  return `${ids.join('*')}**`;
}

/** The style that a code is mostly made of. */
export function baseStyleId(code: string): string {
  const { parts } = parseStyleCode(code) ?? plainCode(code);
  return parts.reduce((most, part) => (part.share > most.share ? part : most)).id;
}

/** Whole shares that add up to 100, as near to `weights` as can be; what has none is left out. */
export function sharesOf(
  weights: Readonly<Record<string, number>>,
): StyleCode['parts'] | undefined {
  const total = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
  const shares = Object.entries(weights)
    .map(([id, weight]) => ({ id, share: Math.round((100 * weight) / total) }))
    .filter(({ share }) => share >= 1)
    .toSorted((a, b) => b.share - a.share)
    .slice(0, mostParts);
  const [most, ...others] = shares;
  if (!most) return undefined;
  const rest = others.reduce((sum, { share }) => sum + share, 0);
  return [{ id: most.id, share: 100 - rest }, ...others];
}

function sorted(values: Readonly<Record<string, number>>): readonly (readonly [string, number])[] {
  return Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

const within = (value: number, least: number, greatest: number): number =>
  Math.min(greatest, Math.max(least, value));
