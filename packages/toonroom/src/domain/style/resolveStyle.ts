import { EngineError } from '../job/errors.ts';
import type { ManifestStyle, StyleManifest, StyleNumbers } from '../model/styleManifest.ts';
import { mixNumbers } from './mix.ts';
import {
  boundedNumber,
  type FlatNumbers,
  flatNumbers,
  numbered,
  ofThousandths,
} from './numbers.ts';
import { baseStyleId, type CodedNumbers, parseStyleCode, type StyleCode } from './styleCode.ts';
import { tune } from './tune.ts';

type Known = Pick<StyleManifest, 'model' | 'styles'>;

/**
 * The style that a code names, with all its numbers. Changes of numbers that this version does not have are left out.
 * @throws EngineError `INTERNAL` where the code is malformed or names a style that the manifest does not have.
 */
export function resolveStyle(known: Known, code: string): ManifestStyle {
  const listed = known.styles.find(({ id }) => id === code);
  if (listed) return listed;
  const parsed = parseStyleCode(code);
  if (!parsed) throw noStyle(code);
  const parts = parsed.parts.map(({ id }) => {
    const part = known.styles.find((style) => style.id === id);
    if (!part) throw noStyle(code);
    return part;
  });
  const weights = parsed.parts.map(({ share }) => share / 100);
  const baseId = baseStyleId(code);
  const base = parts.find(({ id }) => id === baseId)!;
  const paintNames = known.model.tensors.style;
  return {
    ...base,
    id: code,
    ...numbered(numbersOf(parsed, parts, known), paintNames),
    backdrop: parsed.backdrop ?? base.backdrop,
    limits: mixLimits(parts, weights),
  };
}

function mixLimits(
  styles: readonly ManifestStyle[],
  weights: readonly number[],
): ManifestStyle['limits'] {
  const limits = styles.map((style) => ({ ...style.limits }));
  return mixNumbers(limits, weights) as ManifestStyle['limits'] & FlatNumbers;
}

/** What a code's numbers are: its styles' own, mixed, set one by one, then tuned. */
function numbersOf(
  { parts, tuned, numbers }: StyleCode,
  styles: readonly ManifestStyle[],
  { model }: Known,
): FlatNumbers {
  const { tensors, numbers: bounds } = model;
  const own = styles.map((style, index) =>
    withNumbers(flatNumbers(style, tensors.style), parts[index]?.numbers, bounds),
  );
  const weights = parts.map(({ share }) => share / 100);
  const whole = withNumbers(mixNumbers(own, weights), numbers, bounds);
  const result: Record<string, number> = {};
  for (const [name, value] of Object.entries(tune(whole, tuned))) {
    result[name] = boundedNumber(name, value, bounds) ?? value;
  }
  return result;
}

function withNumbers(
  flat: FlatNumbers,
  coded: CodedNumbers | undefined,
  bounds: StyleNumbers,
): FlatNumbers {
  const result: Record<string, number> = { ...flat };
  for (const [name, share] of Object.entries(coded ?? {})) {
    const value = ofThousandths(name, share, bounds);
    if (value !== undefined) result[name] = value;
  }
  return result;
}

/** Every number of the style that a code names, by its full name. @throws EngineError as {@link resolveStyle}. */
export function resolvedNumbers(known: Known, code: string): FlatNumbers {
  return flatNumbers(resolveStyle(known, code), known.model.tensors.style);
}

function noStyle(code: string): EngineError {
  return new EngineError('INTERNAL', 'download', `no style "${code.slice(0, 80)}"`);
}
