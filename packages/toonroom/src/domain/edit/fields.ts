// Checks of what comes from a file, a link or another page.

/** `value` within `range`. @throws RangeError where it is no finite number. */
export function numberInRange(
  name: string,
  value: unknown,
  range: { readonly min: number; readonly max: number },
): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw invalid(`${name} is not a number`);
  }
  return Math.min(range.max, Math.max(range.min, value));
}

/** `value` as fields of any type. @throws RangeError where it is no object. */
export function objectOf(name: string, value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid(`${name} is not an object`);
  }
  return value as Readonly<Record<string, unknown>>;
}

/** `value` as one of `choices`. @throws RangeError where it is none. */
export function oneOf<Choice extends string>(
  name: string,
  choices: readonly Choice[],
  value: unknown,
): Choice {
  const chosen = choices.find((choice) => choice === value);
  if (chosen === undefined) throw invalid(`${name} is not one of the choices`);
  return chosen;
}

/** Whether `value` is written `#rrggbb`. */
export function isColour(value: unknown): value is string {
  return typeof value === 'string' && /^#[\da-f]{6}$/i.test(value);
}

/** `value` as two colours, each `#rrggbb`; undefined where it is anything else. */
export function coloursOf(value: unknown): readonly [string, string] | undefined {
  const [ground, figure] = Array.isArray(value) ? (value as unknown[]) : [];
  return isColour(ground) && isColour(figure) ? [ground, figure] : undefined;
}

export function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

export function invalid(detail: string): RangeError {
  return new RangeError(detail);
}
