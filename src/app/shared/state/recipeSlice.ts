import type { Edits } from '#domain/edit/edits.ts';
import type { RecipeFileFault } from '#domain/job/recipeFile.ts';

/** What became of the last recipe that was saved, loaded or linked. */
export type RecipeMessage =
  | { readonly kind: 'applied' | 'appliedInPart' | 'appliedWithoutStyle'; readonly name: string }
  | { readonly kind: RecipeFileFault; readonly fileName: string }
  /** The strokes would make the link too long. */
  | { readonly kind: 'linkWithoutStrokes' };

export interface RecipeSlice {
  /** A recipe that was loaded: its edits are made to every photo from then on, until it is put away. */
  readonly applied: { readonly name: string; readonly edits: Edits } | null;
  readonly message: RecipeMessage | null;
}

export const initialRecipe: RecipeSlice = { applied: null, message: null };
