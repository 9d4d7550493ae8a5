import type { FaceRecipe } from '#sdk/index.ts';
import type { Drawing } from './photoSlice.ts';

/** What each face gets, by face id. */
type FaceRecipes = Readonly<Record<number, FaceRecipe>>;

/** `own`, with a strength for whoever strays from the photo in `drawing`: as much of it as keeps to it. */
export function gentlerFaces(
  { faces, recipe }: Pick<Drawing, 'faces' | 'recipe'>,
  own: FaceRecipes,
): FaceRecipes {
  const gentler = faces.flatMap(({ faceId, fidelity }) => {
    if (!fidelity || fidelity.gentleShare >= 1) return [];
    // In whole hundredths, as the slider has them.
    const strength = Math.floor(recipe.strength * fidelity.gentleShare * 100) / 100;
    return [[faceId, { ...own[faceId], strength }] as const];
  });
  return { ...own, ...Object.fromEntries(gentler) };
}
