import { EngineError } from '../job/errors.ts';

/** Limits that no real manifest comes near: a value beyond them is a mistake or an attack. */
const most = { textLength: 200, listLength: 1000, number: 1000 };

/** A record with a number for each of these names. */
export function numbersAt<Name extends string>(
  value: unknown,
  names: readonly Name[],
  path: string,
): Record<Name, number> {
  const record = recordAt(value, path);
  return Object.fromEntries(
    names.map((name) => [name, numberAt(record[name], `${path}.${name}`)]),
  ) as Record<Name, number>;
}

export function recordAt(value: unknown, path: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw corrupt(path, 'an object');
  }
  return Object.fromEntries(Object.entries(value));
}

export function arrayAt(value: unknown, path: string): readonly unknown[] {
  if (!Array.isArray(value)) throw corrupt(path, 'a list');
  return value;
}

/** Distinct short texts, at least one. */
export function namesAt(value: unknown, path: string): readonly string[] {
  const names = arrayAt(value, path);
  if (names.length === 0 || names.length > most.listLength) {
    throw corrupt(path, `one to ${most.listLength} names`);
  }
  if (new Set(names).size !== names.length) throw corrupt(path, 'distinct names');
  return names.map((name, index) => textAt(name, `${path}[${index}]`));
}

export function textAt(value: unknown, path: string): string {
  if (typeof value !== 'string' || value === '' || value.length > most.textLength) {
    throw corrupt(path, 'a short text');
  }
  return value;
}

export function idAt(value: unknown, path: string): string {
  const id = textAt(value, path);
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) throw corrupt(path, 'a plain word');
  return id;
}

/** A plain file name: the files that a manifest names must be in the same folder. */
export function fileNameAt(value: unknown, path: string): string {
  const name = textAt(value, path);
  if (!/^[\w-][\w.-]*$/.test(name)) throw corrupt(path, 'a plain file name');
  return name;
}

export function numberAt(value: unknown, path: string): number {
  // This also rejects NaN and infinite numbers.
  if (typeof value !== 'number' || !(Math.abs(value) <= most.number)) {
    throw corrupt(path, `a number up to ${most.number}`);
  }
  return value;
}

/** A whole number from 1 to `highest`. */
export function countAt(value: unknown, path: string, highest: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > highest) {
    throw corrupt(path, `a whole number from 1 to ${highest}`);
  }
  return value;
}

export function corrupt(path: string, expected: string): EngineError {
  return new EngineError('MODEL_CORRUPT', 'download', `${path} is not ${expected}`);
}
