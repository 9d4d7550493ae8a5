import { cropSize } from './align.ts';
import { EngineError } from './errors.ts';
import { type FidelityLimits, limitNames } from './fidelity.ts';
import { type Flatness, type FlatTones, flatToneRanges } from './flatten.ts';
import { guideChannels } from './guide.ts';
import { proportionNames, type Proportions } from './proportions.ts';
import { textureNames, type Texture } from './texture.ts';

/** A file next to the manifest, with what it must weigh and hash to. */
export interface StyleFile {
  readonly file: string;
  readonly bytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

/** One style: everything the engine and the page need to know about it. */
export interface StyleEntry extends StyleFile {
  readonly id: string;
  readonly names: { readonly zh: string; readonly en: string };
  /** SPDX expression. */
  readonly licence: string;
  /** File name of the model card. */
  readonly card: string;
  /** File name of a small picture. */
  readonly thumbnail: string;
  readonly selfTest: StyleFile & { readonly size: number };
  /** Side of the face crop, what tensor sides must be multiples of, and the guide's channels. */
  readonly input: {
    readonly size: number;
    readonly multiple: number;
    readonly guideChannels: number;
  };
  /** The style input, f32. */
  readonly code: readonly number[];
  readonly proportions: Proportions;
  readonly texture: Texture;
  readonly flatness: Flatness;
  /** Colours of a plain background, from its top to its bottom, as `#rrggbb`. */
  readonly backdrop: readonly [string, string];
  readonly limits: FidelityLimits;
}

/** The styles on offer; file names are relative to the manifest. */
export interface StyleManifest {
  readonly version: 1;
  readonly styles: readonly StyleEntry[];
}

/** What no style comes near: beyond it a manifest is a mistake or an attack. */
const most = { styles: 100, textLength: 200, fileBytes: 2 ** 28, codeLength: 100, number: 1000 };

/**
 * `value` (parsed JSON) as a manifest.
 * @throws EngineError `MODEL_CORRUPT`, stage `download`, naming the first field that does not fit.
 */
export function parseManifest(value: unknown): StyleManifest {
  const root = recordAt(value, 'manifest');
  if (root['version'] !== 1) throw corrupt('manifest.version', '1');
  const styles = arrayAt(root['styles'], 'styles').map((entry, index) =>
    parseStyle(entry, `styles[${index}]`),
  );
  if (styles.length === 0 || styles.length > most.styles) {
    throw corrupt('styles', `one to ${most.styles} styles`);
  }
  if (new Set(styles.map(({ id }) => id)).size !== styles.length) {
    throw corrupt('styles', 'distinct ids');
  }
  return { version: 1, styles };
}

function parseStyle(value: unknown, path: string): StyleEntry {
  const entry = recordAt(value, path);
  const names = recordAt(entry['names'], `${path}.names`);
  const selfTest = recordAt(entry['selfTest'], `${path}.selfTest`);
  return {
    id: idAt(entry['id'], `${path}.id`),
    names: {
      zh: textAt(names['zh'], `${path}.names.zh`),
      en: textAt(names['en'], `${path}.names.en`),
    },
    ...parseFile(entry, path),
    licence: textAt(entry['licence'], `${path}.licence`),
    card: fileNameAt(entry['card'], `${path}.card`),
    thumbnail: fileNameAt(entry['thumbnail'], `${path}.thumbnail`),
    selfTest: {
      ...parseFile(selfTest, `${path}.selfTest`),
      size: countAt(selfTest['size'], `${path}.selfTest.size`, cropSize),
    },
    input: parseInput(entry['input'], `${path}.input`),
    code: parseCode(entry['code'], `${path}.code`),
    proportions: parseNumbers(entry['proportions'], proportionNames, `${path}.proportions`),
    texture: parseNumbers(entry['texture'], textureNames, `${path}.texture`),
    flatness: parseFlatness(entry['flatness'], `${path}.flatness`),
    limits: parseNumbers(entry['limits'], limitNames, `${path}.limits`),
    backdrop: parseBackdrop(entry['backdrop'], `${path}.backdrop`),
  };
}

function parseFlatness(value: unknown, path: string): Flatness {
  const { hair, scene } = recordAt(value, path);
  return {
    hair: parseTones(hair, `${path}.hair`),
    scene: parseTones(scene, `${path}.scene`),
  };
}

function parseTones(value: unknown, path: string): FlatTones {
  const names = Object.keys(flatToneRanges) as (keyof FlatTones)[];
  const tones = parseNumbers(value, names, path);
  for (const name of names) {
    const [least, greatest] = flatToneRanges[name];
    if (tones[name] < least || tones[name] > greatest) {
      throw corrupt(`${path}.${name}`, `a number from ${least} to ${greatest}`);
    }
  }
  return tones;
}

/** The tensors are made for one size of crop and one guide: a network for others cannot be fed. */
function parseInput(value: unknown, path: string): StyleEntry['input'] {
  const input = recordAt(value, path);
  const multiple = countAt(input['multiple'], `${path}.multiple`, cropSize);
  if (input['size'] !== cropSize) throw corrupt(`${path}.size`, `${cropSize}`);
  if (cropSize % multiple !== 0) throw corrupt(`${path}.multiple`, `a divisor of ${cropSize}`);
  if (input['guideChannels'] !== guideChannels.length) {
    throw corrupt(`${path}.guideChannels`, `${guideChannels.length}`);
  }
  return { size: cropSize, multiple, guideChannels: guideChannels.length };
}

function parseCode(value: unknown, path: string): readonly number[] {
  const code = arrayAt(value, path);
  if (code.length > most.codeLength) throw corrupt(path, `at most ${most.codeLength} numbers`);
  return code.map((item, index) => numberAt(item, `${path}[${index}]`));
}

function parseBackdrop(value: unknown, path: string): [string, string] {
  const colours = arrayAt(value, path).map((item, index) => textAt(item, `${path}[${index}]`));
  const [top, bottom] = colours;
  const isColour = (text: string): boolean => /^#[0-9a-f]{6}$/.test(text);
  if (!top || !bottom || colours.length !== 2 || !colours.every(isColour)) {
    throw corrupt(path, 'two colours');
  }
  return [top, bottom];
}

function parseFile(record: Record<string, unknown>, path: string): StyleFile {
  const sha256 = textAt(record['sha256'], `${path}.sha256`);
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw corrupt(`${path}.sha256`, '64 hexadecimal digits');
  return {
    file: fileNameAt(record['file'], `${path}.file`),
    bytes: countAt(record['bytes'], `${path}.bytes`, most.fileBytes),
    sha256,
  };
}

/** A record of numbers by these names. */
function parseNumbers<Name extends string>(
  value: unknown,
  names: readonly Name[],
  path: string,
): Record<Name, number> {
  const record = recordAt(value, path);
  return Object.fromEntries(
    names.map((name) => [name, numberAt(record[name], `${path}.${name}`)]),
  ) as Record<Name, number>;
}

function recordAt(value: unknown, path: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw corrupt(path, 'an object');
  }
  return Object.fromEntries(Object.entries(value));
}

function arrayAt(value: unknown, path: string): readonly unknown[] {
  if (!Array.isArray(value)) throw corrupt(path, 'a list');
  return value;
}

function textAt(value: unknown, path: string): string {
  if (typeof value !== 'string' || value === '' || value.length > most.textLength) {
    throw corrupt(path, 'a short text');
  }
  return value;
}

function idAt(value: unknown, path: string): string {
  const id = textAt(value, path);
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) throw corrupt(path, 'a plain word');
  return id;
}

/** A plain file name: what the manifest names must lie beside it. */
function fileNameAt(value: unknown, path: string): string {
  const name = textAt(value, path);
  if (!/^[\w-][\w.-]*$/.test(name)) throw corrupt(path, 'a plain file name');
  return name;
}

function numberAt(value: unknown, path: string): number {
  // Not a number, or not finite, is none of either.
  if (typeof value !== 'number' || !(Math.abs(value) <= most.number)) {
    throw corrupt(path, `a number up to ${most.number}`);
  }
  return value;
}

/** A whole number from 1. */
function countAt(value: unknown, path: string, highest: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > highest) {
    throw corrupt(path, `a whole number from 1 to ${highest}`);
  }
  return value;
}

function corrupt(path: string, expected: string): EngineError {
  return new EngineError('MODEL_CORRUPT', 'download', `${path} is not ${expected}`);
}
