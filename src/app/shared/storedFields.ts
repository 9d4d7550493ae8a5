import { backgrounds } from '#domain/job/recipe.ts';

// Reads what an earlier visit stored, field by field: what is not as expected is not there.

/** The fields of an object; none of anything else. */
export function fieldsOf(value: unknown): ReadonlyMap<string, unknown> {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : new Map();
}

export function oneOf<Value extends string>(
  values: readonly Value[],
  value: unknown,
): Value | undefined {
  return values.find((candidate) => candidate === value);
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function booleanOf(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

export function numberIn(
  range: { readonly min: number; readonly max: number },
  value: unknown,
): number | undefined {
  return typeof value === 'number' && value >= range.min && value <= range.max ? value : undefined;
}

/** Backgrounds that mean something to another page: a picture stays with the page that it was chosen in. */
export const keptBackgrounds = backgrounds.filter((background) => background !== 'picture');
