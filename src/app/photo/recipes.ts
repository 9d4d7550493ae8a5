import { faceRecipe } from '#domain/job/recipe.ts';
import { isPattern } from '#domain/compose/pattern.ts';
import { editsOf } from '#domain/edit/edits.ts';
import { isSame } from '#domain/edit/same.ts';
import { unmovedTweaks } from '#domain/edit/unmovedTweaks.ts';
import type { BackdropLook, Recipe } from '#sdk/index.ts';
import type { PhotoSlice } from '../shared/state/photoSlice.ts';
import type { SettingsSlice } from '../shared/state/settingsSlice.ts';
import { type AppState, getState, patch } from '../shared/state/store.ts';

/** What is asked for one photo alone. */
type OfPhoto = Pick<PhotoSlice, 'faceRecipes' | 'edits'>;

/**
 * What the settings ask for, with what is asked for the photo where one is given; before a style was chosen, in the
 * style of `fallbackStyleId`.
 */
export function currentRecipe(
  fallbackStyleId: string,
  { faceRecipes: faces, edits }: OfPhoto = { faceRecipes: {}, edits: {} },
): Recipe {
  const { settings } = getState();
  const { styleId, strength, exaggeration, background } = settings;
  const backdrop = backdropOf(settings);
  const recipe = {
    styleId: styleId ?? fallbackStyleId,
    strength,
    exaggeration,
    background,
    ...(backdrop && { backdrop }),
    ...edits,
  };
  return Object.keys(faces).length > 0 ? { ...recipe, faces } : recipe;
}

/** How the background looks, as far as that matters to it. */
function backdropOf({
  background,
  backdropColours,
  backdropBlur,
  backdropPictureId,
}: SettingsSlice): BackdropLook | undefined {
  if (background === 'blurred') return { blur: backdropBlur };
  if (background === 'picture' && backdropPictureId !== null) {
    return { pictureId: backdropPictureId };
  }
  return isPattern(background) && backdropColours ? { colours: backdropColours } : undefined;
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
    isSame(a.backdrop ?? {}, b.backdrop ?? {}) &&
    isSame(a.faces ?? {}, b.faces ?? {}) &&
    isSame(editsOf(a), editsOf(b))
  );
}

/** Whether two recipes are the same but for the proportions of heads. */
export function isOnlyMoved(a: Recipe, b: Recipe): boolean {
  return isSameRecipe(unmoved(a), unmoved(b));
}

function unmoved(recipe: Recipe): Recipe {
  const own = Object.entries(recipe.faces ?? {});
  const faces = own.map(([faceId, { exaggeration: _own, ...rest }]) => [
    faceId,
    { ...rest, tweaks: unmovedTweaks(rest.tweaks ?? recipe.tweaks ?? {}) },
  ]);
  const tweaks = unmovedTweaks(recipe.tweaks ?? {});
  return { ...recipe, exaggeration: 0, tweaks, faces: Object.fromEntries(faces) };
}

/** Puts the settings to what a recipe asks for. */
export function adoptRecipe({ faces = {}, ...recipe }: Recipe): void {
  patch('settings', settingsOf(recipe));
  patch('photo', { faceRecipes: faces, edits: editsOf(recipe) });
}

/** The settings that ask for a recipe, but for single people. */
export function settingsOf({
  styleId,
  strength,
  exaggeration,
  background = 'drawn',
  backdrop: { colours, blur, pictureId } = {},
}: Recipe): Partial<SettingsSlice> {
  return {
    styleId,
    strength,
    exaggeration,
    background,
    ...(isPattern(background) && { backdropColours: colours ?? null }),
    ...(blur !== undefined && { backdropBlur: blur }),
    ...(pictureId !== undefined && { backdropPictureId: pictureId }),
  };
}
