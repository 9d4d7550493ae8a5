import { faceRecipe } from '#domain/recipe.ts';
import type { FaceRecipe, Recipe } from '#sdk/index.ts';
import { type AppState, getState, patch } from './store.ts';

type FaceRecipes = Readonly<Record<number, FaceRecipe>>;

/** What the settings ask for; before a style was chosen, in the style of `fallbackStyleId`. */
export function currentRecipe(fallbackStyleId: string, faces: FaceRecipes = {}): Recipe {
  const { styleId, strength, exaggeration, background } = getState().settings;
  const recipe = { styleId: styleId ?? fallbackStyleId, strength, exaggeration, background };
  return Object.keys(faces).length > 0 ? { ...recipe, faces } : recipe;
}

/** What is asked for the person, or for everybody, whom the controls are for. */
export function shownRecipe({ settings, photo }: AppState): ReturnType<typeof faceRecipe> {
  const { styleId, strength, exaggeration } = settings;
  const recipe = { styleId: styleId ?? '', strength, exaggeration, faces: photo.faceRecipes };
  return faceRecipe(recipe, photo.chosenFace ?? -1);
}

export function isSameRecipe(a: Recipe, b: Recipe): boolean {
  return (
    a.styleId === b.styleId &&
    a.strength === b.strength &&
    a.exaggeration === b.exaggeration &&
    a.background === b.background &&
    JSON.stringify(a.faces ?? {}) === JSON.stringify(b.faces ?? {})
  );
}

/** Puts the settings to what a recipe asks for. */
export function adoptRecipe({ faces = {}, ...settings }: Recipe): void {
  patch('settings', settings);
  patch('photo', { faceRecipes: faces });
}

/** Puts the settings back to those of the shown drawing. */
export function restoreDrawnSettings(): void {
  const { work } = getState().photo;
  if (work) adoptRecipe(work.drawing.recipe);
}
