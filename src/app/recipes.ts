import type { Recipe } from '#sdk/index.ts';
import { getState, patch } from './store.ts';

/** What the settings ask for; before a style was chosen, in the style of `fallbackStyleId`. */
export function currentRecipe(fallbackStyleId: string): Recipe {
  const { styleId, strength, exaggeration } = getState().settings;
  return { styleId: styleId ?? fallbackStyleId, strength, exaggeration };
}

export function isSameRecipe(a: Recipe, b: Recipe): boolean {
  return a.styleId === b.styleId && a.strength === b.strength && a.exaggeration === b.exaggeration;
}

/** Puts the settings back to those of the shown drawing. */
export function restoreDrawnSettings(): void {
  const { work } = getState().photo;
  if (work) patch('settings', work.drawing.recipe);
}
