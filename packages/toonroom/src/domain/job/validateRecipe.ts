import { validateEdits } from '../edit/validateEdits.ts';
import { coloursOf, invalid, isName, numberInRange, oneOf } from '../edit/fields.ts';
import { validateTweaks } from '../edit/tweaks.ts';
import type { Colours } from '../compose/pattern.ts';
import { EngineError } from './errors.ts';
import {
  type BackdropLook,
  backgrounds,
  exaggerationRange,
  type FaceRecipe,
  type Recipe,
  strengthRange,
} from './recipe.ts';

/**
 * `value` as a Recipe, its numbers clamped to their ranges.
 * @throws EngineError `INTERNAL` when a field is missing, of another type, or not finite.
 */
export function validateRecipe(value: unknown): Recipe {
  try {
    return recipeOf(value);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new EngineError('INTERNAL', 'prepare', error.message, { cause: error });
  }
}

function recipeOf(value: unknown): Recipe {
  if (typeof value !== 'object' || value === null) throw invalid('the recipe is not an object');
  const styleId = 'styleId' in value ? value.styleId : undefined;
  if (!isName(styleId)) throw invalid('styleId is not a name');
  const recipe = {
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
  const wanted = 'background' in value ? value.background : undefined;
  const background = wanted === undefined ? undefined : oneOf('background', backgrounds, wanted);
  const faces = 'faces' in value ? value.faces : undefined;
  const backdrop = 'backdrop' in value ? value.backdrop : undefined;
  return {
    ...recipe,
    ...(background && { background }),
    ...(backdrop !== undefined && { backdrop: validateBackdrop(backdrop) }),
    ...(faces !== undefined && { faces: validateFaces(faces) }),
    ...validateEdits(value),
  };
}

function validateBackdrop(value: unknown): BackdropLook {
  if (typeof value !== 'object' || value === null) throw invalid('backdrop is not an object');
  const { colours, blur, pictureId } = value as { [K in keyof BackdropLook]: unknown };
  return {
    ...(colours !== undefined && { colours: validateColours(colours) }),
    ...(blur !== undefined && { blur: numberInRange('blur', blur, strengthRange) }),
    ...(isName(pictureId) && { pictureId }),
  };
}

function validateColours(value: unknown): Colours {
  const colours = coloursOf(value);
  if (!colours) throw invalid('colours are not two colours');
  return colours;
}

function validateFaces(value: unknown): Readonly<Record<number, FaceRecipe>> {
  if (typeof value !== 'object' || value === null) throw invalid('faces is not an object');
  return Object.fromEntries(
    Object.entries(value).map(([faceId, own]) => {
      if (!/^\d+$/.test(faceId)) throw invalid(`${faceId} is not a face`);
      return [faceId, validateFace(own)];
    }),
  );
}

function validateFace(value: unknown): FaceRecipe {
  if (typeof value !== 'object' || value === null) throw invalid('a face is not an object');
  const { drawn, styleId, strength, exaggeration, tweaks } = value as {
    [K in keyof FaceRecipe]: unknown;
  };
  if (drawn !== undefined && typeof drawn !== 'boolean') throw invalid('drawn is not a choice');
  if (styleId !== undefined && !isName(styleId)) throw invalid('styleId is not a name');
  return {
    ...(drawn !== undefined && { drawn }),
    ...(styleId !== undefined && { styleId }),
    ...(strength !== undefined && {
      strength: numberInRange('strength', strength, strengthRange),
    }),
    ...(exaggeration !== undefined && {
      exaggeration: numberInRange('exaggeration', exaggeration, exaggerationRange),
    }),
    ...(tweaks !== undefined && { tweaks: validateTweaks(tweaks) }),
  };
}
