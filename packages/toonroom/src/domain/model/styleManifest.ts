import { type FidelityLimits, limitNames } from '../face/fidelity.ts';
import type { Colours } from '../compose/pattern.ts';
import {
  arrayAt,
  corrupt,
  countAt,
  fileNameAt,
  idAt,
  namesAt,
  numberAt,
  numbersAt,
  recordAt,
  textAt,
} from './manifestFields.ts';
import { proportionNames, type Proportions } from '../face/proportions.ts';
import { strokeNumberNames, type StrokeNumbers } from '../face/strokes/numbers.ts';
import { type ReadingGroup, readingGroups } from './readingGroups.ts';
import type { Reach } from '../ownModel/ownModel.ts';
import { type Texture, textureNames } from '../picture/texture.ts';

/** A file next to the manifest, with its expected size and hash. */
export interface ModelFile {
  readonly file: string;
  readonly bytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

/** The model's parts, each a network or a graph of its own. */
export const modelParts = ['encoder', 'palette', 'mixer', 'fields', 'painter'] as const;
export type ModelPart = (typeof modelParts)[number];

/** The names of what the tensors hold, in the order of their channels or values. */
export interface TensorNames {
  readonly palette: readonly string[];
  readonly style: readonly string[];
  readonly form: readonly string[];
  readonly guide: readonly string[];
  readonly layers: readonly string[];
}

/** What a number of a style may be. */
export interface NumberBounds {
  readonly least: number;
  readonly greatest: number;
  /** Where a style does not set it. */
  readonly initial: number;
}

/** The numbers of a style by their full names: those of the style input, `strokes.…`, `proportions.…`, `texture.…`. */
export type StyleNumbers = Readonly<Record<string, NumberBounds>>;

/** The model that draws every style. */
export interface ModelEntry {
  readonly files: Readonly<Record<ModelPart, ModelFile>>;
  /** A stored run of all parts: little-endian f32, tensors of these shapes one after the other. */
  readonly selfTest: ModelFile & { readonly tensors: Readonly<Record<string, readonly number[]>> };
  /** SPDX expression. */
  readonly licence: string;
  /** File name of the model card. */
  readonly card: string;
  readonly tensors: TensorNames;
  readonly numbers: StyleNumbers;
  /** Reads the numbers of a style from a drawing. */
  readonly styleEncoder: ModelFile & {
    /** What its values are, in their order. */
    readonly reads: readonly { readonly name: string; readonly group: ReadingGroup }[];
  };
}

/** One style: its numbers, and what the page shows of it. */
export interface ManifestStyle {
  readonly id: string;
  readonly names: { readonly zh: string; readonly en: string };
  /** File name of a small picture. */
  readonly thumbnail: string;
  readonly proportions: Proportions;
  readonly strokes: StrokeNumbers;
  /** The model's style input. */
  readonly paint: readonly number[];
  readonly texture: Texture;
  /** Colours of plain backgrounds and patterns, unless the user chooses others. */
  readonly backdrop: Colours;
  readonly limits: FidelityLimits;
  /** Where a model of the user's own draws instead: what of the picture. */
  readonly ownReach?: Reach;
}

/** The model and the styles on offer; file names are relative to the manifest. */
export interface StyleManifest {
  readonly version: 2;
  readonly model: ModelEntry;
  readonly styles: readonly ManifestStyle[];
}

/** Limits that no real manifest comes near: a value beyond them is a mistake or an attack. */
const most = { styles: 100, fileBytes: 2 ** 28, tensors: 50, side: 1024, numbers: 1000 };

/**
 * `value` (parsed JSON) as a manifest.
 * @throws EngineError `MODEL_CORRUPT`, stage `download`, naming the first field that does not fit.
 */
export function parseManifest(value: unknown): StyleManifest {
  const root = recordAt(value, 'manifest');
  if (root['version'] !== 2) throw corrupt('manifest.version', '2');
  const model = parseModel(root['model'], 'model');
  const styles = arrayAt(root['styles'], 'styles').map((entry, index) =>
    parseStyle(entry, model.tensors, `styles[${index}]`),
  );
  if (styles.length === 0 || styles.length > most.styles) {
    throw corrupt('styles', `one to ${most.styles} styles`);
  }
  if (new Set(styles.map(({ id }) => id)).size !== styles.length) {
    throw corrupt('styles', 'distinct ids');
  }
  return { version: 2, model, styles };
}

function parseModel(value: unknown, path: string): ModelEntry {
  const entry = recordAt(value, path);
  const files = recordAt(entry['files'], `${path}.files`);
  const fileOf = (part: ModelPart): ModelFile => parseFile(files[part], `${path}.files.${part}`);
  return {
    files: {
      encoder: fileOf('encoder'),
      palette: fileOf('palette'),
      mixer: fileOf('mixer'),
      fields: fileOf('fields'),
      painter: fileOf('painter'),
    },
    selfTest: parseSelfTest(entry['selfTest'], `${path}.selfTest`),
    licence: textAt(entry['licence'], `${path}.licence`),
    card: fileNameAt(entry['card'], `${path}.card`),
    tensors: parseTensors(entry['tensors'], `${path}.tensors`),
    numbers: parseNumbers(entry['numbers'], `${path}.numbers`),
    styleEncoder: parseStyleEncoder(entry['styleEncoder'], `${path}.styleEncoder`),
  };
}

function parseSelfTest(value: unknown, path: string): ModelEntry['selfTest'] {
  const file = parseFile(value, path);
  const listed = Object.entries(recordAt(recordAt(value, path)['tensors'], `${path}.tensors`));
  if (listed.length > most.tensors) throw corrupt(path, `at most ${most.tensors} tensors`);
  const tensors = listed.map(([name, sides]) => {
    const at = `${path}.tensors.${name}`;
    const dims = arrayAt(sides, at).map((side, axis) => countAt(side, `${at}[${axis}]`, most.side));
    return [name, dims] as const;
  });
  const bytes = tensors.reduce((sum, [, dims]) => sum + 4 * valuesIn(dims), 0);
  if (bytes !== file.bytes) throw corrupt(`${path}.bytes`, `${bytes}, as its tensors need`);
  return { ...file, tensors: Object.fromEntries(tensors) };
}

/** How many values a tensor of these sides holds. */
export function valuesIn(dims: readonly number[]): number {
  return dims.reduce((product, side) => product * side, 1);
}

function parseTensors(value: unknown, path: string): TensorNames {
  const tensors = recordAt(value, path);
  return {
    palette: namesAt(tensors['palette'], `${path}.palette`),
    style: namesAt(tensors['style'], `${path}.style`),
    form: namesAt(tensors['form'], `${path}.form`),
    guide: namesAt(tensors['guide'], `${path}.guide`),
    layers: namesAt(tensors['layers'], `${path}.layers`),
  };
}

function parseStyleEncoder(value: unknown, path: string): ModelEntry['styleEncoder'] {
  const reads = arrayAt(recordAt(value, path)['reads'], `${path}.reads`).map((item, index) => {
    const read = recordAt(item, `${path}.reads[${index}]`);
    const group = readingGroups.find((each) => each === read['group']);
    if (!group) throw corrupt(`${path}.reads[${index}].group`, 'a group');
    return { name: textAt(read['name'], `${path}.reads[${index}].name`), group };
  });
  return { ...parseFile(value, path), reads };
}

function parseNumbers(value: unknown, path: string): StyleNumbers {
  const listed = Object.entries(recordAt(value, path));
  if (listed.length > most.numbers) throw corrupt(path, `at most ${most.numbers} numbers`);
  return Object.fromEntries(
    listed.map(([name, bounds]) => [name, parseBounds(bounds, `${path}.${name}`)]),
  );
}

function parseBounds(value: unknown, path: string): NumberBounds {
  const bounds = numbersAt(value, ['least', 'greatest', 'initial'], path);
  const { least, greatest, initial } = bounds;
  if (!(least < greatest && least <= initial && initial <= greatest)) {
    throw corrupt(path, 'bounds in order');
  }
  return bounds;
}

function parseStyle(value: unknown, { style }: TensorNames, path: string): ManifestStyle {
  const entry = recordAt(value, path);
  const names = recordAt(entry['names'], `${path}.names`);
  return {
    id: idAt(entry['id'], `${path}.id`),
    names: {
      zh: textAt(names['zh'], `${path}.names.zh`),
      en: textAt(names['en'], `${path}.names.en`),
    },
    thumbnail: fileNameAt(entry['thumbnail'], `${path}.thumbnail`),
    proportions: numbersAt(entry['proportions'], proportionNames, `${path}.proportions`),
    strokes: numbersAt(entry['strokes'], strokeNumberNames, `${path}.strokes`),
    paint: parsePaint(entry['paint'], style.length, `${path}.paint`),
    texture: numbersAt(entry['texture'], textureNames, `${path}.texture`),
    limits: numbersAt(entry['limits'], limitNames, `${path}.limits`),
    backdrop: parseBackdrop(entry['backdrop'], `${path}.backdrop`),
  };
}

function parsePaint(value: unknown, length: number, path: string): readonly number[] {
  const paint = arrayAt(value, path);
  if (paint.length !== length) throw corrupt(path, `${length} numbers`);
  return paint.map((item, index) => numberAt(item, `${path}[${index}]`));
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

function parseFile(value: unknown, path: string): ModelFile {
  const record = recordAt(value, path);
  const sha256 = textAt(record['sha256'], `${path}.sha256`);
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw corrupt(`${path}.sha256`, '64 hexadecimal digits');
  return {
    file: fileNameAt(record['file'], `${path}.file`),
    bytes: countAt(record['bytes'], `${path}.bytes`, most.fileBytes),
    sha256,
  };
}
