import { editsOf } from '#domain/edit/edits.ts';
import { editKey } from '#domain/edit/editKey.ts';
import { noteStep } from './adjust.ts';
import { addresses, bitmaps, type HandleId, sources } from '../shared/handles.ts';
import type { Result } from '../shared/state/historySlice.ts';
import { type FinishedWork, shownPhoto } from '../shared/state/photoSlice.ts';
import { currentRecipe, isSameRecipe, settingsOf } from '../photo/recipes.ts';
import { findResult, withinLimits, withResult } from './resultList.ts';
import { reopenPhoto, showKept } from '../photo/drawing.ts';
import { forgetSource } from '../photo/shelf.ts';
import { type AppState, getState, patch, watch } from '../shared/state/store.ts';
import { squareAround, thumbnailOf } from '../shared/thumbnails.ts';

// Lists what was drawn in this session and brings it back. Loaded once there is a drawing.

const limits = { count: 24, bytes: 300_000_000 } as const;
/** Quality at which a stored picture looks like the drawing. */
const pictureQuality = 0.95;

/** What a result looks like. */
export interface ResultFiles {
  /** The drawing at preview size. */
  readonly picture: Blob;
  readonly thumbnail: Blob;
}

/** Of the results, by id; absent while newer ones are being made. */
const files = new Map<number, ResultFiles>();
let lastId = 0;
/** Results whose photo is being opened again. */
let reopening = 0;
let isStarted = false;

/** Lists from now on what is drawn. */
export function startResults(): void {
  if (isStarted) return;
  isStarted = true;
  watch(
    ({ photo, job }) => (job.draw.status === 'running' ? null : (photo.work?.drawing ?? null)),
    () => {
      const { photo } = getState();
      if (photo.work && isAsked(photo.work)) void listResult(photo.work);
    },
  );
  watch(shownResultId, (lastShownId) => {
    if (lastShownId !== null) patch('history', { lastShownId });
  });
  watch(shownKey, () => {
    const state = getState();
    const { history, photo } = state;
    const compared = history.results.find(({ id }) => id === history.compared?.resultId);
    const isItself = photo.work?.drawing.recipe.styleId === compared?.drawing.recipe.styleId;
    if (compared && (isItself || !isOfShownPhoto(compared, state))) compareWithPhoto();
  });
}

/** Of which photo, however edited, and in which style the shown drawing is. */
function shownKey({ photo }: AppState): string {
  const { work } = photo;
  return `${shownPhoto(photo)?.sourceId} ${work?.photo.previewId} ${work?.drawing.recipe.styleId}`;
}

/** Whether a result is a picture of what the shown photo shows now, and can be laid upon it. */
export function isOfShownPhoto({ photo: { sourceId }, drawing }: Result, state: AppState): boolean {
  const { work, incoming } = state.photo;
  return (
    work !== null &&
    incoming === null &&
    work.photo.sourceId === sourceId &&
    editKey(work.photo.edited?.edit) === editKey(drawing.recipe.photo)
  );
}

/** Whether the settings are at rest where it was drawn: a slider on its way makes no results. */
function isAsked({ drawing }: FinishedWork): boolean {
  const { styleId } = drawing.recipe;
  const asked = currentRecipe(styleId, getState().photo);
  return asked.styleId !== styleId || isSameRecipe(asked, drawing.recipe);
}

async function listResult({
  photo,
  drawing: { bitmapId, ...drawing },
}: FinishedWork): Promise<void> {
  const known = findResult(getState().history.results, { photo, drawing });
  const bitmap = bitmaps.get(bitmapId);
  if (!bitmap || (known && isSameRecipe(known.drawing.recipe, drawing.recipe))) return;
  const { sourceId, fileName, sizeBytes } = photo;
  const result: Result = {
    id: known?.id ?? ++lastId,
    photo: { sourceId, fileName, sizeBytes },
    drawing,
    thumbnailId: known?.thumbnailId ?? null,
    pictureBytes: 0,
  };
  files.delete(result.id);
  place(result);
  try {
    // Both take their copy of the bitmap at once: it may be freed by the next drawing.
    const square = squareAround(bitmap, drawing.faces, photo.width);
    const [picture, thumbnail] = await Promise.all([
      pictureOf(bitmap),
      thumbnailOf(bitmap, square),
    ]);
    hang(result, { picture, thumbnail });
  } catch {
    // A browser that refuses another canvas: the photo is drawn again when this is chosen.
  }
}

async function pictureOf(bitmap: ImageBitmap): Promise<Blob> {
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  return await canvas.convertToBlob({ type: 'image/webp', quality: pictureQuality });
}

/** Gives a result its pictures, unless it has gone or been drawn anew meanwhile. */
function hang({ id, drawing }: Result, looks: ResultFiles): void {
  const result = getState().history.results.find((other) => other.id === id);
  if (result?.drawing !== drawing) return;
  files.set(id, looks);
  const thumbnailId = addresses.adopt(URL.createObjectURL(looks.thumbnail));
  place({ ...result, thumbnailId, pictureBytes: looks.picture.size });
  if (result.thumbnailId !== null) addresses.free(result.thumbnailId);
}

/** Puts a result into the list, and what is too much out of it. */
function place(result: Result): void {
  const all = withResult(getState().history.results, result);
  const comparedId = getState().history.compared?.resultId;
  const results = withinLimits(all, limits, ({ id }) => id === result.id || id === comparedId);
  patch('history', { results });
  for (const gone of all.filter((other) => !results.includes(other))) {
    files.delete(gone.id);
    if (gone.thumbnailId !== null) addresses.free(gone.thumbnailId);
    forgetSource(gone.photo.sourceId);
  }
}

/** What a result looks like; undefined until that is made. The caller must not keep it. */
export function filesOfResult(id: number): ResultFiles | undefined {
  return files.get(id);
}

/** Lists results of an earlier page before those of this one. The photos must be in the registry. */
export function listEarlier(
  earlier: readonly (Omit<Result, 'thumbnailId' | 'pictureBytes'> & ResultFiles)[],
): void {
  lastId = Math.max(lastId, ...earlier.map(({ id }) => id));
  const results = earlier.map(({ picture, thumbnail, ...result }): Result => {
    files.set(result.id, { picture, thumbnail });
    const thumbnailId = addresses.adopt(URL.createObjectURL(thumbnail));
    return { ...result, thumbnailId, pictureBytes: picture.size };
  });
  patch('history', { results: [...results, ...getState().history.results] });
}

/** The result that was shown last, whatever is shown now. */
export function lastResult({ history }: AppState): Result | undefined {
  const { results, lastShownId } = history;
  return results.find(({ id }) => id === lastShownId) ?? results.at(-1);
}

/** The result that is shown now, unless a newer photo is on its way. */
export function shownResultId({ photo, history }: AppState): number | null {
  if (!photo.work || photo.incoming) return null;
  return findResult(history.results, photo.work)?.id ?? null;
}

/** Brings a result back: its photo, its settings and its drawing. Never rejects. */
export async function showResult({ id, photo, drawing }: Result): Promise<void> {
  const { work, incoming } = getState().photo;
  if (work && !incoming && work.photo.sourceId === photo.sourceId) {
    const { recipe } = drawing;
    noteStep({ ...settingsOf(recipe), faceRecipes: recipe.faces ?? {}, edits: editsOf(recipe) });
    showKept({ drawing, picture: files.get(id)?.picture });
    return;
  }
  const file = sources.get(photo.sourceId);
  if (!file) return;
  reopening += 1;
  await reopenPhoto(file, photo.sourceId, { drawing, picture: files.get(id)?.picture });
  reopening -= 1;
}

/** Whether a result's photo is being opened again, with which nothing can be lost. */
export function isReopening(): boolean {
  return reopening > 0;
}

/** Lays a result of the shown photo where the photo is in the comparison. Never rejects. */
export async function compareWith({ id, drawing }: Result): Promise<void> {
  const picture = files.get(id)?.picture;
  if (!picture) return;
  const shown = shownKey(getState());
  try {
    const bitmap = await createImageBitmap(picture);
    if (shownKey(getState()) === shown) compare(id, drawing.recipe.styleId, bitmaps.adopt(bitmap));
    else bitmap.close();
  } catch {
    compareWithPhoto();
  }
}

/** The photo is compared with again. */
export function compareWithPhoto(): void {
  const { compared } = getState().history;
  if (!compared) return;
  patch('history', { compared: null });
  bitmaps.free(compared.bitmapId);
}

function compare(resultId: number, styleId: string, bitmapId: HandleId): void {
  compareWithPhoto();
  patch('history', { compared: { resultId, styleId, bitmapId } });
}
