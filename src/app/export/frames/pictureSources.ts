import { type FrameSource, styleIdOf } from '#domain/frame/frame.ts';
import type { Recipe } from '#sdk/index.ts';
import { currentRecipe } from '../../photo/recipes.ts';
import type { FinishedWork } from '../../shared/state/photoSlice.ts';
import { getState } from '../../shared/state/store.ts';
import { styleName } from '../../text/styleName.ts';
import { textOf } from '../../text/index.ts';

/** What a picture of a frame is called. */
export function sourceName(source: FrameSource, { drawing }: FinishedWork): string {
  if (source === 'photo') return textOf(getState().settings.language).photo;
  return styleName(styleIdOf(source) ?? drawing.recipe.styleId);
}

/** What to draw for a picture of a frame; single people keep their strengths, but not in another style their own. */
export function sourceRecipe(source: FrameSource, { drawing }: FinishedWork): Recipe {
  const asked = currentRecipe(drawing.recipe.styleId, getState().photo);
  const styleId = styleIdOf(source);
  return styleId === null ? asked : inStyle(asked, styleId);
}

/** The recipe in another style, for everybody. */
export function inStyle(recipe: Recipe, styleId: string): Recipe {
  const faces = Object.fromEntries(
    Object.entries(recipe.faces ?? {}).map(([id, { styleId: _own, ...face }]) => [id, face]),
  );
  return { ...recipe, styleId, faces };
}
