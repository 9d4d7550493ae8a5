import { bytesOf } from '#domain/files/bytes.ts';
import type { ImageFormat } from '#domain/files/imageHeader.ts';
import { pngChunk } from '#domain/files/pngWriter.ts';
import { containers, type Container, fits, readField, withField } from './containers.ts';
import { corpus, type Sample } from './corpus/corpus.ts';
import { iccSegments, jpegSegment } from './corpus/jpeg.ts';
import { deflated } from './corpus/painting.ts';
import { webpChunk } from './corpus/webp.ts';
import { awkwardNumbers, bombs, hostileAvif, hostileExif, hostileIcc } from './hostile.ts';
import { createRandom, type Random } from './random.ts';

/** A bad file, ready to be opened. */
export interface BadFile {
  readonly bytes: Uint8Array;
  /** What it calls itself, which need not be true. */
  readonly type: string;
  /** What was made of which sample, for the report. */
  readonly recipe: string;
}

/** Of so many files one is a bomb: each may cost seconds and hundreds of megabytes. */
const filesPerBomb = 40;
/** Mostly one: what is damaged in many places is refused at the first. */
const stepCounts = [1, 1, 1, 2, 2, 4] as const;

/** Changes a file that still knows its parts. */
type PartsMutation = (
  parts: readonly Uint8Array[],
  container: Container,
  random: Random,
  format: ImageFormat,
) => readonly Uint8Array[];

/** Changes a file of which nothing is known but its bytes. */
type BytesMutation = (bytes: Uint8Array, random: Random) => Uint8Array;

/** One part in another form, the others as they are. */
function change(
  parts: readonly Uint8Array[],
  index: number,
  changed: readonly Uint8Array[],
): Uint8Array[] {
  return parts.toSpliced(index, 1, ...changed);
}

function spliced(bytes: Uint8Array, at: number, gone: number, added: Uint8Array): Uint8Array {
  return Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(at + gone)]);
}

function awkward(random: Random, now: number): number {
  return random.pick([...awkwardNumbers, now - 1, now + 1, now * 2, -now, random.below(2 ** 32)]);
}

/** Makes the whole true again where parts have come, gone or grown. */
const resealing =
  (mutation: PartsMutation): PartsMutation =>
  (parts, container, random, format) =>
    container.sealWhole([...mutation(parts, container, random, format)]);

/** Where metadata go: behind the part that says how large the picture is. */
const withMetadata = (make: (format: ImageFormat, random: Random) => Uint8Array): PartsMutation =>
  resealing((parts, _container, random, format) => {
    const at = format === 'jpeg' ? 1 : 2;
    return [...parts.slice(0, at), make(format, random), ...parts.slice(at)];
  });

/** By name, so that reports can say what was done. */
export const partsMutations: Readonly<Record<string, PartsMutation>> = {
  drop: resealing((parts, _container, random) => change(parts, random.below(parts.length), [])),
  repeat: resealing((parts, _container, random) => {
    const index = random.below(parts.length);
    const times = random.pick([2, 2, 3, 200]);
    return change(
      parts,
      index,
      Array.from({ length: times }, () => parts[index]!),
    );
  }),
  swap: resealing((parts, _container, random) => {
    const [one, two] = [random.below(parts.length), random.below(parts.length)];
    return parts.with(one, parts[two]!).with(two, parts[one]!);
  }),
  shuffle: resealing(([first, ...others], _container, random) => {
    const keys = others.map((part) => [random.below(1000), part] as const);
    return [first!, ...keys.toSorted(([a], [b]) => a - b).map(([, part]) => part)];
  }),
  'lie about a length': (parts, container, random) => {
    const index = random.below(parts.length);
    const part = parts[index]!;
    const field = container.lengthField(part);
    if (!field || !fits(field, part)) return parts;
    return change(parts, index, [withField(part, field, awkward(random, readField(part, field)))]);
  },
  'lie about a number': (parts, container, random) => {
    const places = parts.flatMap((part, index) =>
      container
        .numberFields(part)
        .filter((field) => fits(field, part))
        .map((field) => ({ index, field })),
    );
    if (places.length === 0) return parts;
    const { index, field } = random.pick(places);
    const part = parts[index]!;
    const changed = withField(part, field, awkward(random, readField(part, field)));
    return change(parts, index, [container.sealPart(changed)]);
  },
  'damage a part': (parts, container, random) => {
    const index = random.below(parts.length);
    const damaged = Uint8Array.from(parts[index]!);
    for (let count = random.below(4) + 1; count > 0; count--) {
      damaged[random.below(damaged.length)] = random.below(256);
    }
    return change(parts, index, [container.sealPart(damaged)]);
  },
  'resize a part': resealing((parts, container, random) => {
    const index = random.below(parts.length);
    const part = parts[index]!;
    const at = random.below(part.length);
    const resized = spliced(part, at, random.below(9), random.bytes(random.below(64)));
    return resized.length === 0 ? parts : change(parts, index, [container.sealPart(resized)]);
  }),
  'take a part of another file': resealing((parts, _container, random, format) => {
    const other = random.pick(corpus.filter((sample) => sample.format === format));
    const part = random.pick(containers[format].split(other.bytes));
    const at = random.below(parts.length + 1);
    return [...parts.slice(0, at), part, ...parts.slice(at)];
  }),
  'hostile EXIF': withMetadata((format, random) => {
    const exif = hostileExif(random);
    if (format === 'jpeg') return jpegSegment(0xe1, random.chance(0.8) ? 'Exif\0\0' : '', exif);
    return format === 'png' ? pngChunk('eXIf', exif) : webpChunk('EXIF', exif);
  }),
  'hostile colour profile': withMetadata((format, random) => {
    const profile = hostileIcc(random);
    if (format === 'jpeg') return iccSegments(profile);
    if (format === 'webp') return webpChunk('ICCP', profile);
    return pngChunk('iCCP', Buffer.concat([bytesOf('x\0\0'), deflated(profile)]));
  }),
};

export const bytesMutations: Readonly<Record<string, BytesMutation>> = {
  flip: (bytes, random) => {
    const changed = Uint8Array.from(bytes);
    for (let count = random.pick([1, 1, 4, 32]); count > 0 && bytes.length > 0; count--) {
      changed[random.below(bytes.length)]! ^= 1 << random.below(8);
    }
    return changed;
  },
  overwrite: (bytes, random) => {
    const added = random.chance(0.3)
      ? new Uint8Array(random.below(32)).fill(random.pick([0, 0xff]))
      : random.bytes(random.below(16));
    return spliced(bytes, random.below(bytes.length + 1), added.length, added);
  },
  insert: (bytes, random) =>
    spliced(bytes, random.below(bytes.length + 1), 0, random.bytes(random.pick([1, 2, 16, 300]))),
  delete: (bytes, random) =>
    spliced(bytes, random.below(bytes.length + 1), random.pick([1, 2, 16, 300]), Uint8Array.of()),
  truncate: (bytes, random) => bytes.subarray(0, random.below(bytes.length + 1)),
  'repeat a stretch': (bytes, random) => {
    const from = random.below(bytes.length + 1);
    return spliced(bytes, from, 0, bytes.subarray(from, from + random.below(400)));
  },
  'go on as another file': (bytes, random) => {
    const other = random.pick(corpus).bytes;
    const end = bytes.subarray(0, random.below(bytes.length + 1));
    return Buffer.concat([end, other.subarray(random.below(other.length))]);
  },
  'begin as another file': (bytes, random) => {
    const beginning = random.pick(corpus).bytes.subarray(0, random.pick([2, 4, 8, 12, 30]));
    return spliced(bytes, 0, beginning.length, beginning);
  },
};

const takesMetadata: ReadonlySet<ImageFormat> = new Set(['jpeg', 'png', 'webp']);
const metadataMutations: ReadonlySet<string> = new Set(['hostile EXIF', 'hostile colour profile']);

/** A mutation of parts that means something in this format. */
function pickPartsMutation(format: ImageFormat, random: Random): string {
  const names = Object.keys(partsMutations);
  return random.pick(
    takesMetadata.has(format) ? names : names.filter((name) => !metadataMutations.has(name)),
  );
}

function mutateSample({ name, format, bytes }: Sample, random: Random): Omit<BadFile, 'type'> {
  const steps: string[] = [];
  const container = containers[format];
  const count = random.pick(stepCounts);
  const partSteps = random.chance(0.3) ? 0 : 1 + random.below(count);
  let parts: readonly Uint8Array[] = container.split(bytes);
  for (let step = 0; step < partSteps && parts.length > 0; step++) {
    const mutation = pickPartsMutation(format, random);
    steps.push(mutation);
    parts = partsMutations[mutation]!(parts, container, random, format).filter(
      (part) => part.length > 0,
    );
  }
  let changed: Uint8Array = Buffer.concat(parts);
  for (let step = partSteps; step < count; step++) {
    const mutation = random.pick(Object.keys(bytesMutations));
    steps.push(mutation);
    changed = bytesMutations[mutation]!(changed, random);
  }
  return { bytes: Uint8Array.from(changed), recipe: `${format} ${name}: ${steps.join(', ')}` };
}

function badFile(random: Random): Omit<BadFile, 'type'> & { readonly format: ImageFormat } {
  if (random.below(filesPerBomb) === 0) {
    const name = random.pick(Object.keys(bombs));
    const { format, make } = bombs[name]!;
    return { format, bytes: Uint8Array.from(make(random)), recipe: name };
  }
  const sample = random.pick(corpus);
  const { format } = sample;
  if (format === 'avif' && random.chance(0.5)) {
    return { format, bytes: hostileAvif(random), recipe: 'avif: put together from lies' };
  }
  return { format, ...mutateSample(sample, random) };
}

/** The bad file number `index` of a seed: always the same bytes. */
export function createBadFile(seed: number, index: number): BadFile {
  const random = createRandom(seed, index);
  const { format, ...file } = badFile(random);
  const named = random.chance(0.7) ? format : random.pick(['jpeg', 'png', 'svg+xml', 'x-icon']);
  return { ...file, type: random.chance(0.9) ? `image/${named}` : '' };
}
