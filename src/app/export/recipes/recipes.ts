import { editsOf, type Edits } from '#domain/edit/edits.ts';
import { validateEdits } from '#domain/edit/validateEdits.ts';
import { objectOf } from '#domain/edit/fields.ts';
import type { Stroke } from '#domain/edit/strokes.ts';
import { validateMaking } from '#domain/job/making.ts';
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
import { adoptMaking, makingNow } from './making.ts';
import { packText, unpackText } from './packed.ts';

// What is asked for, as a file or a link, for other photos and other people. Nothing here rejects.

const extension = '.toonrecipe';
/** Some apps cut longer links off. */
const mostLinkLetters = 4000;

/** Hands the recipe of the shown photo to the browser as a download. */
export function saveRecipe(): void {
  const { photo } = getState();
  const recipe = { ...currentRecipe(firstStyleId, photo), ...portableEdits() };
  const name = safeFileName(stemOf(editedPhoto()?.fileName ?? 'toonroom'), extension, 'recipe');
  const text = writeRecipeFile({ recipe, making: makingNow() });
  downloadFile(new File([text], name, { type: 'application/json' }));
}

/** Applies the recipe of a file to the shown photo, and its edits to those that follow. */
export async function loadRecipe(file: File): Promise<void> {
  const { name: fileName } = file;
  try {
    // A letter takes four bytes at most.
    if (file.size > mostRecipeLetters * 4) throw new RecipeFileError('tooLarge');
    const { recipe, making } = parseRecipeFile(await file.text());
    adoptMaking(making);
    applyRecipe(recipe, stemOf(fileName));
  } catch (error) {
    const kind = error instanceof RecipeFileError ? error.fault : 'notARecipe';
    tell({ kind, fileName });
  }
}

/** Applies a recipe to the shown photo, and its edits to those that follow. */
function applyRecipe(recipe: Recipe, name: string): void {
  const isKnown = isKnownStyle(getState(), recipe.styleId);
  const { styleId, ...others } = settingsOf(recipe);
  applyEdits(editsOf(recipe), name, { ...others, ...(isKnown && { styleId }) }, isKnown);
}

/** Makes the edits to the shown photo and to those that follow. */
function applyEdits(
  edits: Edits,
  name: string,
  settings: Parameters<typeof adjust>[0] = {},
  hasStyle = true,
): void {
  const shown = editedPhoto();
  const known = withKnownStyles(edits);
  const { madeOn: _madeOn, ...whole } = known;
  patch('recipe', { applied: Object.keys(whole).length > 0 ? { name, edits: known } : null });
  const fitting = shown ? fitEdits(known, fileSize(shown)) : whole;
  if (shown) adjust({ ...settings, faceRecipes: {}, edits: fitting });
  else patch('settings', settings);
  const isWhole = JSON.stringify(fitting) === JSON.stringify(whole);
  if (!isWhole) tell({ kind: 'appliedInPart', name });
  else tell({ kind: hasStyle ? 'applied' : 'appliedWithoutStyle', name });
}

/** Further photos are drawn without the recipe's edits; the shown one keeps them. */
export function stopRecipe(): void {
  patch('recipe', { applied: null, message: null });
}

export function dismissRecipeMessage(): void {
  patch('recipe', { message: null });
}

/** The photo that a recipe is of and for: none while a batch is shown. */
function editedPhoto(): OpenedPhoto | undefined {
  const { photo, batch } = getState();
  return batch.isShown ? undefined : shownPhoto(photo);
}

/** Without strokes in styles that there are not here, once it is known which there are. */
function withKnownStyles({ strokes, ...others }: Edits): Edits {
  const state = getState();
  const isKnown = ({ effect }: Stroke): boolean =>
    effect.kind !== 'style' ||
    state.device.styles.length === 0 ||
    isKnownStyle(state, effect.styleId);
  const known = strokes?.filter(isKnown) ?? [];
  return { ...others, ...(known.length > 0 && { strokes: known }) };
}

/** The edits of the shown photo, with the size that they were made on. */
function portableEdits(): Edits {
  const { photo } = getState();
  const shown = editedPhoto();
  const hasEdits = Object.keys(photo.edits).length > 0;
  return shown && hasEdits ? { ...photo.edits, madeOn: fileSize(shown) } : photo.edits;
}

/** Of a photo's own picture, however it is edited. */
function fileSize({ edited, ...shown }: OpenedPhoto): PictureSize {
  const { width, height } = edited?.original ?? shown;
  return { width, height };
}

/** What a link says beside the settings: edits and what is made, packed; empty where there are none. */
export async function linkedRecipe(): Promise<string> {
  const edits = portableEdits();
  const making = makingNow();
  if (Object.keys(edits).length === 0 && Object.keys(making).length === 0) return '';
  const whole = await packText(JSON.stringify({ edits, making }));
  if (whole.length <= mostLinkLetters) return `&recipe=${whole}`;
  const { strokes: _strokes, ...others } = edits;
  tell({ kind: 'linkWithoutStrokes' });
  return `&recipe=${await packText(JSON.stringify({ edits: others, making }))}`;
}

/** Applies what a link says beside the settings. */
export async function applyLinked(letters: string): Promise<void> {
  const text = await unpackText(letters);
  if (text === undefined) return;
  const name = recipeTexts[getState().settings.language].fromLink;
  try {
    const { edits, making } = objectOf('link', JSON.parse(text));
    const wanted = validateEdits(objectOf('edits', edits));
    adoptMaking(validateMaking(making));
    applyEdits(wanted, name);
  } catch {
    // A link that was cut off says nothing.
  }
}

function tell(message: RecipeMessage): void {
  patch('recipe', { message });
}
