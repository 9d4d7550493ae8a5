import type { Shape } from '#domain/compose/crop.ts';
import { defaultBlur, defaultRecipe } from '#domain/job/recipe.ts';
import type { FaceRecipe } from '#sdk/index.ts';
import { adjust } from '../history/adjust.ts';
import { gentler } from './gentle.ts';
import type { OutputFormat, Theme } from '../shared/state/settingsSlice.ts';
import { type AppState, getState, patch } from '../shared/state/store.ts';

export function setTheme(theme: Theme): void {
  patch('settings', { theme });
}

export function setFormat(format: OutputFormat): void {
  adjust({ format });
}

export function setKeepsCameraData(keepsCameraData: boolean): void {
  adjust({ keepsCameraData });
}

export function setShape(shape: Shape): void {
  patch('photo', { cropPlace: null });
  adjust({ shape });
}

export function setBesidePhoto(besidePhoto: boolean): void {
  adjust({ besidePhoto });
}

export function setCountdown(countdown: boolean): void {
  patch('settings', { countdown });
}

export function setMirrorsSelfies(mirrorsSelfies: boolean): void {
  patch('settings', { mirrorsSelfies });
}

export function setKeepsGallery(keepsGallery: boolean): void {
  patch('settings', { keepsGallery });
}

export function setSingleKeys(singleKeys: boolean): void {
  patch('settings', { singleKeys });
}

/** `styleId` is a style code; what is set in one `gesture` is undone at once. */
export function setStyle(styleId: string, gesture?: number): void {
  ask({ styleId }, gesture);
}

/** `strength` is 0..1; what is set in one `gesture` is undone at once. */
export function setStrength(strength: number, gesture?: number): void {
  ask({ strength }, gesture);
}

/** `exaggeration` is 0..1.3; what is set in one `gesture` is undone at once. */
export function setExaggeration(exaggeration: number, gesture?: number): void {
  ask({ exaggeration }, gesture);
}

/** Whether the chosen person is drawn or stays as the photo shows them. */
export function setDrawn(drawn: boolean): void {
  const { chosenFace } = getState().photo;
  if (chosenFace !== null) askForFace(chosenFace, { drawn });
}

/** Asks something for the chosen person, or for everybody. */
function ask(change: Omit<FaceRecipe, 'drawn'>, gesture?: number): void {
  const { chosenFace } = getState().photo;
  if (chosenFace !== null) return askForFace(chosenFace, { ...change, drawn: true }, gesture);
  adjust(change, gesture);
}

function askForFace(faceId: number, change: FaceRecipe, gesture?: number): void {
  const { faceRecipes } = getState().photo;
  const recipe = { ...faceRecipes[faceId], ...change };
  adjust({ faceRecipes: { ...faceRecipes, [faceId]: recipe } }, gesture);
}

/** Style and sliders are from now on for one person; null for everybody. */
export function chooseFace(chosenFace: number | null): void {
  patch('photo', { chosenFace });
}

/** Lowers the strength of each face that strays from the photo to what stays within its style's limits. */
export function drawGently(): void {
  const { work, faceRecipes } = getState().photo;
  if (work) adjust(gentler(work.drawing, faceRecipes));
}

/** The chosen person is drawn as everybody is; without one, the sliders go back to where they began. */
export function resetAdjustments(): void {
  const { chosenFace, faceRecipes } = getState().photo;
  if (chosenFace === null) {
    const { strength, exaggeration } = defaultRecipe('');
    adjust({
      strength,
      exaggeration,
      background: 'drawn',
      backdropColours: null,
      backdropBlur: defaultBlur,
    });
  } else {
    const { [chosenFace]: _own, ...others } = faceRecipes;
    adjust({ faceRecipes: others });
  }
}

export function isAdjusted({ settings, photo }: AppState): boolean {
  if (photo.chosenFace !== null) return photo.faceRecipes[photo.chosenFace] !== undefined;
  const initial = defaultRecipe('');
  return (
    settings.strength !== initial.strength ||
    settings.exaggeration !== initial.exaggeration ||
    settings.background !== 'drawn'
  );
}

/** Moves the line between photo and drawing; `fraction` is clamped to 0..1. */
export function setCompare(fraction: number): void {
  patch('photo', { compareFraction: Math.min(1, Math.max(0, fraction)) });
}

export function nudgeCompare(step: number): void {
  setCompare(getState().photo.compareFraction + step);
}
