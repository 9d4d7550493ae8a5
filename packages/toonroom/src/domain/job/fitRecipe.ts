import { editsOf } from '../edit/edits.ts';
import { fitEdits, type PictureSize } from '../edit/fit.ts';
import type { Recipe } from './recipe.ts';

/** The recipe for a file's picture of this size; see `fitEdits`. */
export function fitRecipe(recipe: Recipe, picture: PictureSize): Recipe {
  const { photo: _photo, strokes: _strokes, madeOn: _madeOn, ...others } = recipe;
  return { ...others, ...fitEdits(editsOf(recipe), picture) };
}
