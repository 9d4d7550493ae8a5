import type { StyleManifest, StyleNumbers } from '../model/styleManifest.ts';
import { boundedNumber, type FlatNumbers, flatNumbers, thousandths } from './numbers.ts';
import { formatStyleCode, plainCode, type StyleCode } from './styleCode.ts';

/**
 * A `.toonstyle` file: JSON that describes a style by its numbers. A number that it leaves out has its usual value. The
 * styles of the app are written in the same format (training/toonroom_training/artist/styles).
 */
export interface StyleFile {
  /** In one language, or in several by their code. */
  readonly name: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly author: string;
  /** As the author words it, best an SPDX expression; empty where nothing is said. */
  readonly licence: string;
  /** By full name, within their bounds. */
  readonly numbers: FlatNumbers;
  /** Colours of plain backgrounds, `#rrggbb`. */
  readonly backdrop?: readonly [string, string];
  /** A small picture, a `data:` URL of a PNG, JPEG or WebP. */
  readonly thumbnail?: string;
}

/** A file read, and what of it did not fit this version. */
export interface ReadStyle extends StyleFile {
  /** Names of numbers that this version does not have; they are left out. */
  readonly unknown: readonly string[];
  /** Names of numbers that lay beyond their bounds; they were moved to them. */
  readonly moved: readonly string[];
}

export type StyleFileFault = 'notAStyle' | 'otherVersion' | 'tooLarge';

/** Why a file is no style; `detail` names the first field that does not fit, in English. */
export class StyleFileError extends Error {
  override readonly name = 'StyleFileError';
  readonly fault: StyleFileFault;
  readonly detail: string;

  constructor(fault: StyleFileFault, detail: string) {
    super(`${fault}: ${detail}`);
    this.fault = fault;
    this.detail = detail;
  }
}

const format = 'toonstyle';
const version = 1;
export const mostStyleBytes = 64 * 1024;
const mostNameLength = 60;
const mostLetters = 120;

/**
 * The style that `text` describes.
 * @throws StyleFileError
 */
export function parseStyleFile(text: string, bounds: StyleNumbers): ReadStyle {
  if (text.length > mostStyleBytes) {
    throw new StyleFileError('tooLarge', `more than ${mostStyleBytes} letters`);
  }
  const root = objectOf(parseJson(text));
  if (root?.['format'] !== format) throw new StyleFileError('notAStyle', 'format');
  if (root['version'] !== version)
    throw new StyleFileError('otherVersion', String(root['version']));
  const names = namesOf(root['names']);
  const name =
    shortText(root['name'], mostNameLength) || names?.['en'] || Object.values(names ?? {})[0];
  if (!name) throw new StyleFileError('notAStyle', 'name');
  const backdrop = backdropOf(root['backdrop']);
  const thumbnail = thumbnailOf(root['thumbnail']);
  return {
    name,
    ...(names && { names }),
    author: shortText(root['author'], mostLetters),
    licence: shortText(root['licence'], mostLetters),
    ...readNumbers(root['numbers'], bounds),
    ...(backdrop && { backdrop }),
    ...(thumbnail && { thumbnail }),
  };
}

function readNumbers(
  value: unknown,
  bounds: StyleNumbers,
): Pick<ReadStyle, 'numbers' | 'unknown' | 'moved'> {
  const listed = objectOf(value);
  if (!listed) throw new StyleFileError('notAStyle', 'numbers');
  const numbers: Record<string, number> = {};
  const unknown: string[] = [];
  const moved: string[] = [];
  for (const [name, number] of Object.entries(listed)) {
    if (typeof number !== 'number' || !Number.isFinite(number)) {
      throw new StyleFileError('notAStyle', `numbers.${name.slice(0, mostNameLength)}`);
    }
    const bounded = boundedNumber(name, number, bounds);
    if (bounded === undefined) {
      unknown.push(name);
    } else {
      numbers[name] = bounded;
      if (bounded !== number) moved.push(name);
    }
  }
  return { numbers, unknown, moved };
}

/** The file's text; a thumbnail that would make it too large is left out. */
export function writeStyleFile({ thumbnail, ...style }: StyleFile): string {
  const numbers = Object.entries(style.numbers).map(([name, value]) => [name, rounded(value)]);
  const body = { format, version, ...style, numbers: Object.fromEntries(numbers) };
  const whole = JSON.stringify({ ...body, ...(thumbnail && { thumbnail }) }, null, 2);
  return whole.length <= mostStyleBytes ? whole : JSON.stringify(body, null, 2);
}

const rounded = (value: number): number => Number(value.toPrecision(5));

/** The code of a style with these numbers: the nearest style of the manifest, and what differs from it. */
export function codeOfNumbers(
  { model, styles }: Pick<StyleManifest, 'model' | 'styles'>,
  { numbers, backdrop }: Pick<StyleFile, 'numbers' | 'backdrop'>,
): string {
  const bounds = model.numbers;
  const wanted = Object.entries(bounds).map(([name, { initial }]) => {
    return [name, thousandths(name, numbers[name] ?? initial, bounds)] as const;
  });
  let best: StyleCode | undefined;
  let least = Infinity;
  for (const style of styles) {
    const own = flatNumbers(style, model.tensors.style);
    const differing = wanted.filter(
      ([name, share]) => thousandths(name, own[name] ?? NaN, bounds) !== share,
    );
    if (differing.length >= least) continue;
    least = differing.length;
    const colours = backdrop && backdrop.join() !== style.backdrop.join() ? { backdrop } : {};
    best = { ...plainCode(style.id), numbers: Object.fromEntries(differing), ...colours };
  }
  return formatStyleCode(best!);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new StyleFileError('notAStyle', 'JSON');
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.fromEntries(Object.entries(value));
}

function shortText(value: unknown, length: number): string {
  return typeof value === 'string'
    ? Array.from(value.normalize('NFC').trim()).slice(0, length).join('')
    : '';
}

function namesOf(value: unknown): Readonly<Record<string, string>> | undefined {
  const names = Object.entries(objectOf(value) ?? {})
    .slice(0, 20)
    .flatMap(([language, name]) => {
      const text = shortText(name, mostNameLength);
      return /^[a-z]{2,3}$/.test(language) && text ? [[language, text] as const] : [];
    });
  return names.length > 0 ? Object.fromEntries(names) : undefined;
}

function backdropOf(value: unknown): readonly [string, string] | undefined {
  const [top, bottom] = Array.isArray(value) ? (value as unknown[]) : [];
  const isColour = (colour: unknown): colour is string =>
    typeof colour === 'string' && /^#[\da-f]{6}$/.test(colour);
  return isColour(top) && isColour(bottom) ? [top, bottom] : undefined;
}

function thumbnailOf(value: unknown): string | undefined {
  const isPicture =
    typeof value === 'string' &&
    /^data:image\/(?:png|jpeg|webp);base64,[A-Za-z\d+/]+={0,2}$/.test(value);
  return isPicture ? value : undefined;
}
