import type { FaceRecipe } from '#sdk/index.ts';
import type { Adjustable } from '../shared/state/historySlice.ts';
import type { Drawing } from '../shared/state/photoSlice.ts';

/**
 * What draws everybody who strays from the photo in `drawing` at as much strength as keeps to it: a single person with
 * the whole picture, one of several alone. `own` is what each face has of its own, by face id.
 */
export function gentler(
  { faces, recipe }: Pick<Drawing, 'faces' | 'recipe'>,
  own: Readonly<Record<number, FaceRecipe>>,
): Partial<Adjustable> {
  const strengths = faces.flatMap(({ faceId, fidelity }) =>
    // In whole hundredths, as the slider has them.
    fidelity && fidelity.gentleShare < recipe.strength
      ? [[faceId, Math.floor(fidelity.gentleShare * 100) / 100] as const]
      : [],
  );
  const [first] = strengths;
  if (!first) return {};
  if (faces.length === 1) return { strength: first[1] };
  const recipes = strengths.map(([faceId, strength]) => [faceId, { ...own[faceId], strength }]);
  return { faceRecipes: { ...own, ...Object.fromEntries(recipes) } };
}
