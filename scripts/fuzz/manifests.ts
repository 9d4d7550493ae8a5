import { isDeepStrictEqual } from 'node:util';
import { EngineError } from '#domain/job/errors.ts';
import { parseManifest, type StyleManifest } from '#domain/model/styleManifest.ts';
import { createRandom, type Random } from './random.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
/** A place in a JSON value. */
interface Place {
  readonly owner: Json[] | { [key: string]: Json };
  readonly key: string;
}

/** File names that lead elsewhere or run something. */
export const hostileNames = [
  '../painter.onnx',
  '..',
  '.',
  'a/../../b.onnx',
  'models/painter.onnx',
  '..\\painter.onnx',
  '%2e%2e/painter.onnx',
  '/painter.onnx',
  '//evil.example/painter.onnx',
  'https://evil.example/painter.onnx',
  'javascript:alert(1)',
  'data:application/octet-stream;base64,AAAA',
  'blob:null/0',
  'painter.onnx?x',
  'painter.onnx#x',
  'painter.onnx\n',
  'painter.onnx\0.png',
  ' painter.onnx',
  '.hidden',
  'ｐainter.onnx',
  'a'.repeat(100_000),
] as const;

const hostileValues: readonly Json[] = [
  ...hostileNames,
  null,
  true,
  false,
  0,
  -1,
  0.5,
  1e-320,
  1e9,
  2 ** 53,
  1e308,
  -1e308,
  '',
  '1',
  '__proto__',
  'constructor',
  '<script>alert(1)</script>',
  [],
  {},
  [[]],
  [1, 2, 3],
  { length: 1e9 },
  { toString: 'x', valueOf: null },
];

function placesIn(value: Json): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).flatMap((key) => {
    const owner = value as { [key: string]: Json };
    return [{ owner, key }, ...placesIn(owner[key]!)];
  });
}

/** An own property whatever its name: assigning `__proto__` would do something else. */
function put(owner: object, key: string, value: Json): void {
  Object.defineProperty(owner, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

const pollution = { polluted: true, version: 2, file: 'evil.onnx', bytes: 1 };

function mutateOnce(root: Json, random: Random): Json {
  const places = placesIn(root);
  if (places.length === 0) return random.pick(hostileValues);
  const { owner, key } = random.pick(places);
  const values = owner as { [key: string]: Json };
  switch (random.below(7)) {
    case 0:
      Reflect.deleteProperty(owner, key);
      return root;
    case 1:
      put(owner, random.pick(['__proto__', 'constructor', 'prototype']), {
        ...pollution,
      });
      return root;
    case 2:
      put(owner, key, valueAt(random.pick(places)));
      return root;
    case 3:
      if (typeof values[key] === 'number')
        put(owner, key, values[key] * 10 ** (random.below(40) - 20));
      return root;
    case 4:
      if (typeof values[key] === 'string') put(owner, key, values[key] + random.pick(hostileNames));
      return root;
    case 5:
      if (Array.isArray(owner)) owner.push(structuredClone(random.pick(owner)));
      return root;
    default:
      put(owner, key, structuredClone(random.pick(hostileValues)));
      return root;
  }
}

function valueAt({ owner, key }: Place): Json {
  return structuredClone((owner as { [key: string]: Json })[key]!);
}

/** The hostile manifest number `index` of a seed, as JSON text. */
export function createBadManifest(sound: string, seed: number, index: number): string {
  const random = createRandom(seed, index);
  let root = JSON.parse(sound) as Json;
  for (let count = 1 + random.below(3); count > 0; count--) root = mutateOnce(root, random);
  return JSON.stringify(root);
}

/**
 * Reads a manifest as the engine does.
 * @throws Error when it is neither refused as `MODEL_CORRUPT` nor fit to be used.
 */
export function judgeManifest(text: string): 'accepted' | 'MODEL_CORRUPT' {
  let manifest: StyleManifest;
  try {
    manifest = parseManifest(JSON.parse(text));
  } catch (error) {
    if (error instanceof EngineError && error.code === 'MODEL_CORRUPT') return 'MODEL_CORRUPT';
    throw error;
  }
  const { model, styles } = manifest;
  const files = [...Object.values(model.files), model.styleEncoder, model.selfTest].map(
    ({ file }) => file,
  );
  for (const name of [...files, model.card, ...styles.map(({ thumbnail }) => thumbnail)]) {
    requireBeside(name);
  }
  if ('polluted' in {}) throw new Error('the prototype of all objects is polluted');
  if (!isDeepStrictEqual(parseManifest(structuredClone(manifest)), manifest)) {
    throw new Error('read again, the manifest says something else');
  }
  return 'accepted';
}

/** What a manifest names must lie in its own folder. */
function requireBeside(name: string): void {
  const folder = 'https://page.example/models/';
  const { href } = new URL(name, folder);
  if (href !== folder + name || name.includes('/')) throw new Error(`a file elsewhere: ${href}`);
}
