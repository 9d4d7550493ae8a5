/**
 * A style as one word: styles of the manifest, what part each has in a mix, and what is changed in them. It names a
 * style wherever one is asked for, so mixed and tuned styles work for people, batches, links and stored results alike.
 *
 * - `anime`, a style of the manifest; `anime(skin.gamma.278).60*comic.40`, a mix, with numbers of single styles in it
 * - `comic**lineWeight.-30*skin.gamma.278*backdrop.ffd966f28b5b`, with numbers and controls of the whole
 *
 * Numbers of a style come first, then the mix, then numbers of the whole, then controls.
 */

/** Single numbers in thousandths of their range, by full name. */
export type CodedNumbers = Readonly<Record<string, number>>;

/** One style of a mix; the shares of all add up to 100. */
export interface StylePart {
  readonly id: string;
  readonly share: number;
  /** What is changed in it before it is mixed; absent where nothing is. */
  readonly numbers?: CodedNumbers;
}

export interface StyleCode {
  /** One to {@link mostParts}, in the order in which they were chosen. */
  readonly parts: readonly [StylePart, ...StylePart[]];
  /** Controls of the fine-tune panel, −100..100, by name; 0 is absent. */
  readonly tuned: Readonly<Record<string, number>>;
  readonly numbers: CodedNumbers;
  /** Colours of plain backgrounds, `#rrggbb`; absent where they are the base's own. */
  readonly backdrop?: readonly [string, string];
}

export const mostParts = 3;
/** Enough for every number of a style, twice. */
const mostLetters = 12_000;

const partPattern = /^([a-z0-9]+(?:-[a-z0-9]+)*)(?:\(([^()]+)\))?(?:\.(\d{1,3}))?$/;
const changePattern = /^([a-z][a-zA-Z0-9]*(?:\.[a-zA-Z][a-zA-Z0-9_]*)?)\.(-?\d{1,4})$/;
const backdropPattern = /^backdrop\.([\da-f]{6})([\da-f]{6})$/;

/** `code` in its parts; undefined where it is not written as one. Whether its names exist is not checked. */
export function parseStyleCode(code: string): StyleCode | undefined {
  if (code.length > mostLetters) return undefined;
  const [mix = '', changed, ...more] = code.split('**');
  if (more.length > 0) return undefined;
  const parts = mix.split('*').map(parsePart);
  if (parts.length > mostParts || !parts.every((part) => part !== undefined)) return undefined;
  const [first, ...others] = parts;
  if (!first || new Set(parts.map(({ id }) => id)).size !== parts.length) return undefined;
  if (parts.reduce((sum, { share }) => sum + share, 0) !== 100) return undefined;
  const changes = parseChanges(changed?.split('*') ?? []);
  return changes && { parts: [first, ...others], ...changes };
}

function parseChanges(changes: readonly string[]): Omit<StyleCode, 'parts'> | undefined {
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
  return { tuned, numbers, ...(backdrop && { backdrop }) };
}

function parsePart(text: string, _index: number, all: readonly string[]): StylePart | undefined {
  const [, id, changed, digits] = partPattern.exec(text) ?? [];
  if (id === undefined) return undefined;
  const isAlone = all.length === 1;
  if (isAlone !== (digits === undefined) || (isAlone && changed !== undefined)) return undefined;
  const share = isAlone ? 100 : Number(digits);
  if (share < 1) return undefined;
  if (changed === undefined) return { id, share };
  const changes = parseChanges(changed.split(','));
  const isOnlyNumbers = changes && !changes.backdrop && Object.keys(changes.tuned).length === 0;
  return isOnlyNumbers ? { id, share, numbers: changes.numbers } : undefined;
}

/** The one way to write a style: equal styles have equal codes. */
export function formatStyleCode({ parts, tuned, numbers, backdrop }: StyleCode): string {
  const [alone, ...others] = parts;
  const isMix = others.length > 0;
  const mix = isMix
    ? parts
        .toSorted((a, b) => (a.id < b.id ? -1 : 1))
        .map(formatPart)
        .join('*')
    : alone.id;
  const changes = [
    ...sorted(tuned).filter(([, value]) => value !== 0),
    ...sorted(isMix ? numbers : { ...alone.numbers, ...numbers }),
    ...(backdrop
      ? [['backdrop', backdrop.map((colour) => colour.slice(1)).join('')] as const]
      : []),
  ].map(([name, value]) => `${name}.${value}`);
  return changes.length === 0 ? mix : `${mix}**${changes.join('*')}`;
}

function formatPart({ id, share, numbers = {} }: StylePart): string {
  const own = sorted(numbers).map(([name, value]) => `${name}.${value}`);
  return `${id}${own.length > 0 ? `(${own.join(',')})` : ''}.${share}`;
}

/** The code with one more style in its mix; what was changed in a single style stays with that one. */
export function withPart(code: StyleCode, id: string, share: number): StyleCode {
  const [first, ...others] = code.parts;
  const isAlone = others.length === 0;
  const hasNumbers = Object.keys(code.numbers).length > 0;
  const kept = isAlone && hasNumbers ? [{ ...first, numbers: code.numbers }] : code.parts;
  const parts = withShare([...kept, { id, share: 0 }] as unknown as StyleCode['parts'], id, share);
  return { ...code, parts, numbers: isAlone ? {} : code.numbers };
}

/** The code without one of its styles; the last one stays. */
export function withoutPart(code: StyleCode, id: string): StyleCode {
  if (code.parts.length < 2) return code;
  const [first, ...others] = withShare(code.parts, id, 0).filter((part) => part.id !== id);
  return first ? { ...code, parts: [first, ...others] } : code;
}

/** The parts with another share of one of them; the others share the rest as before, whole and at least 1 each. */
export function withShare(
  parts: StyleCode['parts'],
  id: string,
  share: number,
): StyleCode['parts'] {
  const others = parts.filter((part) => part.id !== id);
  const before = others.reduce((sum, part) => sum + part.share, 0);
  const rest = 100 - Math.min(share, 100 - others.length);
  let left = rest;
  const shares = new Map(
    others.map((part, index) => {
      const isLast = index === others.length - 1;
      const most = left - (others.length - 1 - index);
      const own = isLast ? left : Math.round((rest * part.share) / before);
      const whole = Math.min(most, Math.max(1, own));
      left -= whole;
      return [part.id, whole] as const;
    }),
  );
  const [first, ...more] = parts.map((part) => ({
    ...part,
    share: shares.get(part.id) ?? 100 - rest,
  }));
  return [first!, ...more];
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

function sorted(values: Readonly<Record<string, number>>): readonly (readonly [string, number])[] {
  return Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

const within = (value: number, least: number, greatest: number): number =>
  Math.min(greatest, Math.max(least, value));
