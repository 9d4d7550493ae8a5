import { EngineError } from './errors.ts';

/** What the user asks for: a style, how much of the drawing, how much of the style's proportions. */
export interface Recipe {
  readonly styleId: string;
  /** 0 (the warped photo) to 1 (the drawing). */
  readonly strength: number;
  /** 0 (the person's own proportions), 1 (the style's), up to 1.3 (caricature). */
  readonly exaggeration: number;
}

export const strengthRange = { min: 0, max: 1 } as const;
export const exaggerationRange = { min: 0, max: 1.3 } as const;

/** The recipe a style starts with: the full drawing at the style's own proportions. */
export function defaultRecipe(styleId: string): Recipe {
  return { styleId, strength: 1, exaggeration: 1 };
}

/**
 * `value` as a Recipe, its numbers clamped to their ranges.
 * @throws EngineError `INTERNAL` when a field is missing, of another type, or not finite.
 */
export function validateRecipe(value: unknown): Recipe {
  if (typeof value !== 'object' || value === null) throw invalid('the recipe is not an object');
  const styleId = 'styleId' in value ? value.styleId : undefined;
  if (typeof styleId !== 'string' || styleId === '') throw invalid('styleId is not a name');
  return {
    styleId,
    strength: numberInRange(
      'strength',
      'strength' in value ? value.strength : undefined,
      strengthRange,
    ),
    exaggeration: numberInRange(
      'exaggeration',
      'exaggeration' in value ? value.exaggeration : undefined,
      exaggerationRange,
    ),
  };
}

function numberInRange(name: string, value: unknown, range: { min: number; max: number }): number {
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw invalid(`${name} is not a number`);
  return Math.min(range.max, Math.max(range.min, value));
}

function invalid(detail: string): EngineError {
  return new EngineError('INTERNAL', 'prepare', detail);
}
