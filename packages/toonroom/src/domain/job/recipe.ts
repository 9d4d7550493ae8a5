import { type Colours, patternKinds } from '../compose/pattern.ts';
import type { Edits } from '../edit/edits.ts';
import type { FaceTweaks } from '../edit/tweaks.ts';

export { coloursOf } from '../edit/fields.ts';

/**
 * The background behind the people: drawn like them, as in the photo, blurred, a pattern in two
 * colours, the user's own picture, or none.
 */
export const backgrounds = [
  /** Drawn like the people. */
  'drawn',
  /** As in the photo. */
  'photo',
  /** The photo, blurred. */
  'blurred',
  ...patternKinds,
  /** A picture: `Recipe.backdropFile`. */
  'picture',
  /** Nothing: transparent in PNG and WebP, white in JPEG. */
  'none',
] as const;
/** What is behind the people. */
export type Background = (typeof backgrounds)[number];

/** The look of a background that has settings. */
export interface BackdropLook {
  /** Colours of a pattern, `#rrggbb`; the style's own where absent. */
  readonly colours?: Colours | undefined;
  /** Strength of the blur of a blurred background, 0..1; 0.65 where absent. */
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
  /** A style id or a style code. */
  readonly styleId?: string;
  /** From 0, the warped photo, to 1, the drawing. */
  readonly strength?: number;
  /** 0..1.3, see `Recipe`. */
  readonly exaggeration?: number;
  /** Changes by hand, instead of those of all faces. */
  readonly tweaks?: FaceTweaks;
}

/** What the user asks for: a style, how much of the drawing, how much of the style's proportions, edits by hand. */
export interface Recipe extends Edits {
  /** A style id of `styles()`, or a style code, which mixes and tunes styles. */
  readonly styleId: string;
  /** 0 (the warped photo) to 1 (the drawing). */
  readonly strength: number;
  /** 0 (the person's own proportions), 1 (the style's), up to 1.3 (caricature). */
  readonly exaggeration: number;
  /** `drawn` where absent. */
  readonly background?: Background;
  /** Colours, blur or picture of the background. */
  readonly backdrop?: BackdropLook;
  /** Settings of single faces, by face id. */
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
