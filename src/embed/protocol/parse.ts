import { exaggerationRange, strengthRange } from '#domain/job/recipe.ts';
import type { Request, RequestType } from './messages.ts';

type Check = (value: unknown) => boolean;

const longestWord = 400;
const mostPx = 65_535;

const isWord: Check = (value) =>
  typeof value === 'string' && value !== '' && value.length <= longestWord;

const isNumberIn =
  ({ min, max }: { readonly min: number; readonly max: number }): Check =>
  (value) =>
    typeof value === 'number' && value >= min && value <= max;

const isWholeIn = (min: number, max: number): Check => {
  const isInRange = isNumberIn({ min, max });
  return (value) => Number.isInteger(value) && isInRange(value);
};

const isOneOf =
  (...values: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && values.includes(value);

const isFile: Check = (value) => value instanceof Blob || value instanceof ArrayBuffer;

const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

const isId = isWholeIn(1, Number.MAX_SAFE_INTEGER);

const output = {
  format: optional(isOneOf('png', 'jpeg', 'webp')),
  quality: optional(isNumberIn({ min: 0, max: 1 })),
  maxSide: optional(isWholeIn(1, mostPx)),
};

/** What each message must hold, and nothing beside it. */
const schemas: Readonly<Record<RequestType, Readonly<Record<string, Check>>>> = {
  setPhoto: { photo: isFile },
  setStyle: { styleId: isWord },
  setStrength: { strength: isNumberIn(strengthRange) },
  setExaggeration: { exaggeration: isNumberIn(exaggerationRange) },
  setLook: { theme: optional(isOneOf('auto', 'light', 'dark')), language: optional(isWord) },
  setOutput: output,
  export: { id: isId, ...output },
  cancelExport: { id: isId },
  reset: {},
  dispose: {},
};

/** The request that a message is; undefined where it breaks the protocol in any way. */
export function parseRequest(message: unknown): Request | undefined {
  const { type, ...fields } = plainFields(message);
  if (typeof type !== 'string' || !Object.hasOwn(schemas, type)) return undefined;
  const schema = schemas[type as RequestType];
  const isKnown = Object.keys(fields).every((name) => Object.hasOwn(schema, name));
  const isRight = Object.entries(schema).every(([name, check]) => check(fields[name]));
  return isKnown && isRight ? (message as Request) : undefined;
}

/** The protocol's version that a greeting names; undefined for whatever else a window may be sent. */
export function parseHello(message: unknown): number | undefined {
  const { type, version } = plainFields(message);
  return type === 'toonroom-hello' && isId(version) ? (version as number) : undefined;
}

/** The fields of a plain object; of everything else that can be cloned, none. */
function plainFields(message: unknown): Readonly<Record<string, unknown>> {
  const isPlain =
    typeof message === 'object' &&
    message !== null &&
    Object.getPrototypeOf(message) === Object.prototype;
  return isPlain ? (message as Record<string, unknown>) : {};
}
