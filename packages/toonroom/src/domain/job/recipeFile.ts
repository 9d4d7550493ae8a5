import { strokesForAnybody } from '../edit/fit.ts';
import { EngineError } from './errors.ts';
import { type Making, validateMaking } from './making.ts';
import type { Recipe } from './recipe.ts';
import { validateRecipe } from './validateRecipe.ts';

/**
 * A `.toonrecipe` file: JSON that tells how a picture is made of a photo, without any pixels. The settings of single
 * people stay out: the next photo has others.
 */
export type RecipeFileFault = 'notARecipe' | 'otherVersion' | 'tooLarge';

export class RecipeFileError extends Error {
  override readonly name = 'RecipeFileError';
  readonly fault: RecipeFileFault;

  constructor(fault: RecipeFileFault, options?: ErrorOptions) {
    super(fault, options);
    this.fault = fault;
  }
}

const format = 'toonrecipe';
const version = 1;
/** Ten thousand strokes have room in it. */
export const mostRecipeLetters = 20_000_000;

export interface RecipeFile {
  /** Without settings of single people. */
  readonly recipe: Recipe;
  readonly making: Making;
}

/** The file's text. A picture of the user's own behind the people is left out. */
export function writeRecipeFile({ recipe: given, making }: RecipeFile): string {
  const { backdrop, ...recipe } = forAnybody(given);
  const { pictureId, ...look } = backdrop ?? {};
  const isOwnPicture = pictureId !== undefined || recipe.background === 'picture';
  const portable = {
    ...recipe,
    ...(isOwnPicture ? { background: 'drawn' as const } : backdrop && { backdrop: look }),
  };
  return JSON.stringify({ format, version, recipe: portable, making });
}

/** What a file's text says. @throws RecipeFileError */
export function parseRecipeFile(text: string): RecipeFile {
  if (text.length > mostRecipeLetters) throw new RecipeFileError('tooLarge');
  const fields = objectOf(text);
  if (fields?.['format'] !== format) throw new RecipeFileError('notARecipe');
  if (fields['version'] !== version) throw new RecipeFileError('otherVersion');
  try {
    const recipe = forAnybody(validateRecipe(fields['recipe']));
    return { recipe, making: validateMaking(fields['making'] ?? {}) };
  } catch (error) {
    if (!(error instanceof EngineError || error instanceof RangeError)) throw error;
    throw new RecipeFileError('notARecipe', { cause: error });
  }
}

/** The recipe without what concerns single people. */
function forAnybody({ faces: _faces, strokes, ...recipe }: Recipe): Recipe {
  const kept = strokesForAnybody(strokes);
  return { ...recipe, ...(kept.length > 0 && { strokes: kept }) };
}

function objectOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}
