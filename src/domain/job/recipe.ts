import { EngineError } from './errors.ts';
import { type Colours, patternKinds } from '../compose/pattern.ts';
import { type Edits, validateEdits } from '../edit/edits.ts';
import { invalid, isColour, isName, numberInRange } from '../edit/fields.ts';
import { type FaceTweaks, validateTweaks } from '../edit/tweaks.ts';

/**
 * The background behind the people: drawn like them, as in the photo, blurred, a pattern in two
 * colours, the user's own picture, or none.
 */
export const backgrounds = [
  'drawn',
  'photo',
  'blurred',
  ...patternKinds,
  'picture',
  'none',
] as const;
export type Background = (typeof backgrounds)[number];

/** The look of a background that has settings. */
export interface BackdropLook {
  /** Colours of a pattern; the style's own where absent. */
  readonly colours?: Colours | undefined;
  /** Strength of the blur of a blurred background, unit. */
  readonly blur?: number | undefined;
  /** Identifies the user's own picture; another id is another picture. */
  readonly pictureId?: string | undefined;
}

/** The blur of a background where none is given. */
export const defaultBlur = 0.65;

/** Settings of one face that replace those of all faces; an absent setting is that of all. */
export interface FaceRecipe {
  /** False leaves the face as the photo shows it. */
  readonly drawn?: boolean;
  readonly styleId?: string;
  readonly strength?: number;
  readonly exaggeration?: number;
  readonly tweaks?: FaceTweaks;
}

/** What the user asks for: a style, how much of the drawing, how much of the style's proportions, edits by hand. */
export interface Recipe extends Edits {
  readonly styleId: string;
  /** 0 (the warped photo) to 1 (the drawing). */
  readonly strength: number;
  /** 0 (the person's own proportions), 1 (the style's), up to 1.3 (caricature). */
  readonly exaggeration: number;
  /** `drawn` where absent. */
  readonly background?: Background;
  readonly backdrop?: BackdropLook;
  /** By face id. */
  readonly faces?: Readonly<Record<number, FaceRecipe>>;
}

export const strengthRange = { min: 0, max: 1 } as const;
export const exaggerationRange = { min: 0, max: 1.3 } as const;

/** The recipe a style starts with: the full drawing at the style's own proportions. */
export function defaultRecipe(styleId: string): Recipe {
  return { styleId, strength: 1, exaggeration: 1 };
}

/** The settings that apply to one face. */
export function faceRecipe(
  recipe: Recipe,
  faceId: number,
): Pick<Recipe, 'styleId' | 'strength' | 'exaggeration' | 'tweaks'> {
  const { styleId, strength, exaggeration, tweaks, faces } = recipe;
  const { drawn = true, ...own } = faces?.[faceId] ?? {};
  if (!drawn) return { styleId, strength: 0, exaggeration: 0 };
  return { styleId, strength, exaggeration, ...(tweaks && { tweaks }), ...own };
}

/** Every style that the recipe uses, the scene's first. */
export function stylesOf({
  styleId,
  faces = {},
  strokes = [],
}: Recipe): readonly [string, ...string[]] {
  const own = Object.values(faces).flatMap((face) => face.styleId ?? []);
  const brushed = strokes.flatMap(({ effect }) => (effect.kind === 'style' ? effect.styleId : []));
  return [styleId, ...new Set([...own, ...brushed].filter((id) => id !== styleId))];
}

/** Whether a face has its own strength, independent of that of the others. */
export function hasOwnStrength(recipe: Recipe, faceId: number): boolean {
  const own = recipe.faces?.[faceId];
  return own?.drawn === false || own?.strength !== undefined;
}

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
  const background = backgrounds.find((candidate) => candidate === wanted);
  if (wanted !== undefined && !background) throw invalid('background is not one of the choices');
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

/** `value` as two colours, each `#rrggbb`; undefined where it is anything else. */
export function coloursOf(value: unknown): Colours | undefined {
  const [ground, figure] = Array.isArray(value) ? (value as unknown[]) : [];
  return isColour(ground) && isColour(figure) ? [ground, figure] : undefined;
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
