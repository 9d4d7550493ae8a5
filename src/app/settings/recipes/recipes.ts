import { editsOf, type Edits } from '#domain/edit/edits.ts';
import { validateEdits } from '#domain/edit/validateEdits.ts';
import { objectOf } from '#domain/edit/fields.ts';
import { fitEdits, type PictureSize } from '#domain/edit/fit.ts';
import {
  mostRecipeLetters,
  parseRecipeFile,
  RecipeFileError,
  writeRecipeFile,
} from '#domain/job/recipeFile.ts';
import type { Recipe } from '#sdk/index.ts';
import { adjust } from '../../history/adjust.ts';
import { currentRecipe, settingsOf } from '../../photo/recipes.ts';
import { downloadFile } from '../../shared/download.ts';
import { safeFileName, stemOf } from '../../shared/fileName.ts';
import type { RecipeMessage } from '../../shared/state/recipeSlice.ts';
import { type OpenedPhoto, shownPhoto } from '../../shared/state/photoSlice.ts';
import { getState, patch } from '../../shared/state/store.ts';
import { isKnownStyle } from '../../shared/styleEntries.ts';
import { firstStyleId } from '../../shared/state/settingsSlice.ts';
import { recipeTexts } from '../../text/edit/recipe.ts';
import { packText, unpackText } from './packed.ts';

// What is asked for, as a file or a link, for other photos and other people. Nothing here rejects.

const extension = '.toonrecipe';
/** Some apps cut longer links off. */
const mostLinkLetters = 4000;

/** Hands the recipe of the shown photo to the browser as a download. */
export function saveRecipe(): void {
  const { photo } = getState();
  const shown = shownPhoto(photo);
  const recipe = { ...currentRecipe(firstStyleId, photo), ...portableEdits() };
  const name = safeFileName(stemOf(shown?.fileName ?? 'toonroom'), extension, 'recipe');
  downloadFile(new File([writeRecipeFile(recipe)], name, { type: 'application/json' }));
}

/** Applies the recipe of a file to the shown photo, and its edits to those that follow. */
export async function loadRecipe(file: File): Promise<void> {
  const { name: fileName } = file;
  try {
    // A letter takes four bytes at most.
    if (file.size > mostRecipeLetters * 4) throw new RecipeFileError('tooLarge');
    applyRecipe(parseRecipeFile(await file.text()), stemOf(fileName));
  } catch (error) {
    const kind = error instanceof RecipeFileError ? error.fault : 'notARecipe';
    tell({ kind, fileName });
  }
}

/** Applies a recipe to the shown photo, and its edits to those that follow. */
function applyRecipe(recipe: Recipe, name: string): void {
  const isKnown = isKnownStyle(getState(), recipe.styleId);
  const { styleId, ...others } = settingsOf(recipe);
  applyEdits(editsOf(recipe), name, { ...others, ...(isKnown && { styleId }) });
}

/** Makes the edits to the shown photo and to those that follow. */
function applyEdits(edits: Edits, name: string, settings: Parameters<typeof adjust>[0] = {}): void {
  const { photo } = getState();
  const shown = shownPhoto(photo);
  const hasEdits = Object.keys(edits).some((part) => part !== 'madeOn');
  patch('recipe', { applied: hasEdits ? { name, edits } : null });
  const { madeOn: _madeOn, ...whole } = edits;
  const fitting = shown ? fitEdits(edits, fileSize(shown)) : whole;
  if (shown) adjust({ ...settings, faceRecipes: {}, edits: fitting });
  else patch('settings', settings);
  const isWhole = JSON.stringify(fitting) === JSON.stringify(whole);
  tell({ kind: isWhole ? 'applied' : 'appliedInPart', name });
}

/** Further photos are drawn without the recipe's edits; the shown one keeps them. */
export function stopRecipe(): void {
  patch('recipe', { applied: null, message: null });
}

export function dismissRecipeMessage(): void {
  patch('recipe', { message: null });
}

/** The edits of the shown photo, with the size that they were made on. */
function portableEdits(): Edits {
  const { photo } = getState();
  const shown = shownPhoto(photo);
  const hasEdits = Object.keys(photo.edits).length > 0;
  return shown && hasEdits ? { ...photo.edits, madeOn: fileSize(shown) } : photo.edits;
}

/** Of a photo's own picture, however it is edited. */
function fileSize({ edited, ...shown }: OpenedPhoto): PictureSize {
  const { width, height } = edited?.original ?? shown;
  return { width, height };
}

/** What a link says of the edits, to be put behind the settings; empty where there are none. */
export async function editsField(): Promise<string> {
  const edits = portableEdits();
  if (Object.keys(edits).length === 0) return '';
  const whole = await packText(JSON.stringify(edits));
  if (whole.length <= mostLinkLetters) return `&edits=${whole}`;
  const { strokes: _strokes, ...others } = edits;
  tell({ kind: 'linkWithoutStrokes' });
  return `&edits=${await packText(JSON.stringify(others))}`;
}

/** Makes the edits that a link carries. */
export async function applyLinkedEdits(letters: string): Promise<void> {
  const text = await unpackText(letters);
  if (text === undefined) return;
  const name = recipeTexts[getState().settings.language].fromLink;
  try {
    applyEdits(validateEdits(objectOf('edits', JSON.parse(text))), name);
  } catch {
    // A link that was cut off says nothing of edits.
  }
}

function tell(message: RecipeMessage): void {
  patch('recipe', { message });
}
