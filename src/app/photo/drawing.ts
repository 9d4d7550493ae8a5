import type { Edits } from '#domain/edit/edits.ts';
import type { PictureSize } from '#domain/edit/fit.ts';
import { isAbort } from '#domain/job/errors.ts';
import { styleKind } from '#domain/style/styleCode.ts';
import type { CallOptions, Recipe } from '#sdk/index.ts';
import { bitmaps, type HandleId, type IncomingFile } from '../shared/handles.ts';
import type { DrawTask, Headway, Job, Problem } from '../shared/state/jobSlice.ts';
import { createLatest } from '../shared/latest.ts';
import { PageError } from '../shared/pageError.ts';
import { joinPhases } from '../shared/phases.ts';
import {
  type Drawing,
  type FinishedWork,
  type OpenedPhoto,
  restingCompareFraction,
  shownPhoto,
} from '../shared/state/photoSlice.ts';
import { adoptRecipe, currentRecipe, isOnlyMoved, isSameRecipe } from './recipes.ts';
import {
  adoptDrawing,
  leaveUnfinished,
  placeDrawing,
  placeIncoming,
  replaceDrawing,
  showPartial,
  takeAwayIncoming,
  takeAwayWork,
} from './shelf.ts';
import type { SettingsSlice } from '../shared/state/settingsSlice.ts';
import { getState, patch } from '../shared/state/store.ts';
import { ensureStyleId, engine, forget, withFile, toProblem, developWeights } from './engine.ts';
import { forgetSaved, cancelSave } from './exporting.ts';

// Draws the shown photo. Every action here answers by changing the store and never rejects.

const reportDraw = (drawHeadway: Headway): void => patch('job', { drawHeadway });

const adjustGraceMs = 300;

/** The page itself moves the heads while a slider moves; painting them meanwhile would only slow that down. */
const movingRestMs = 150;

/** What was chosen for the photo before. */
const ofAnotherPhoto = {
  faceRecipes: {},
  edits: {},
  tool: null,
  chosenFace: null,
  pointedFace: null,
  cropPlace: null,
} as const;

let developing: AbortController | null = null;

let repeat: (() => void) | null = null;

const redrawing = createLatest(drawAgain, adjustGraceMs);

/**
 * Opens a photo and draws it; what was shown before stays until the new drawing is there. `look` is what to set for it
 * first, `sourceId` names its file where that is known.
 */
export async function developPhoto(
  file: IncomingFile,
  look: Partial<SettingsSlice> = {},
  sourceId?: HandleId,
): Promise<void> {
  const show: ShowIncoming = async (...incoming) => {
    patch('settings', look);
    await drawIncoming(...incoming);
  };
  await bringIn(file, show, sourceId);
}

/** What is kept of a drawing that was shown earlier. */
export interface KeptDrawing {
  readonly drawing: Omit<Drawing, 'bitmapId'>;
  /** Its picture at preview size; without one it is drawn again. */
  readonly picture: Blob | undefined;
}

/** Shows what is kept of another drawing of the shown photo, with the settings it was drawn with. */
export function showKept(kept: KeptDrawing): void {
  cancelDraw();
  const { recipe } = kept.drawing;
  adoptRecipe(recipe);
  redrawing.push({ recipe, kept });
}

/** Opens a photo of earlier and shows what is kept of its drawing, with the settings it was drawn with. */
export async function reopenPhoto(
  file: IncomingFile,
  sourceId: HandleId,
  kept: KeptDrawing,
): Promise<void> {
  const show: ShowIncoming = async (incoming, signal, phase) => {
    adoptRecipe(kept.drawing.recipe);
    await drawIncoming(incoming, signal, phase, kept);
  };
  await bringIn(file, show, sourceId);
}

type ShowIncoming = (
  incoming: OpenedPhoto,
  signal: AbortSignal,
  phase: ReturnType<typeof joinPhases>,
) => Promise<void>;

async function bringIn(file: IncomingFile, show: ShowIncoming, sourceId?: HandleId): Promise<void> {
  const signal = beginDeveloping();
  const phase = startPhases();
  try {
    if (sourceId !== undefined) await checkReadable(file.blob);
    const info = await engine().open(file.blob, { signal, onProgress: phase(0) });
    if (signal.aborted) {
      info.preview.close();
      engine().release(info.photoId);
      return;
    }
    const incoming = placeIncoming(info, file, sourceId);
    patch('photo', { ...ofAnotherPhoto });
    const { applied } = getState().recipe;
    if (applied) await makeEdits(applied.edits, info);
    if (signal.aborted) return;
    await show(incoming, signal, phase);
  } catch (error) {
    failDraw('develop', error, signal, () => void bringIn(file, show, sourceId));
  }
}

/** Makes edits to the incoming photo, as far as they fit it. */
async function makeEdits(edits: Edits, size: PictureSize): Promise<void> {
  const { fitEdits } = await import('#domain/edit/fit.ts');
  patch('photo', { edits: fitEdits(edits, size) });
}

/** Rejects where a file of earlier was moved or deleted since: its first byte tells. */
async function checkReadable(file: Blob): Promise<void> {
  try {
    await file.slice(0, 1).arrayBuffer();
  } catch (error) {
    throw new PageError('FILE_GONE', { cause: error });
  }
}

/** Draws a photo whose first drawing failed, without opening it again. */
async function repeatDeveloping(): Promise<void> {
  const { incoming } = getState().photo;
  if (!incoming) return;
  developing?.abort();
  developing = new AbortController();
  const { signal } = developing;
  patch('job', { draw: { status: 'running', task: 'develop' } });
  try {
    await drawIncoming(incoming, signal, startPhases());
  } catch (error) {
    failDraw('develop', error, signal, () => void repeatDeveloping());
  }
}

async function drawIncoming(
  incoming: OpenedPhoto,
  signal: AbortSignal,
  phase: ReturnType<typeof joinPhases>,
  kept?: KeptDrawing,
): Promise<void> {
  const styleId = await ensureStyleId(signal);
  const recipe = currentRecipe(styleId, getState().photo);
  const options = { signal, onProgress: phase(1) };
  const work = await draw(incoming, { recipe, kept }, options);
  if (signal.aborted) {
    bitmaps.free(work.drawing.bitmapId);
    return;
  }
  // Its photo goes away with the older work.
  cancelSave();
  forget(takeAwayWork());
  placeDrawing(work);
  patch('photo', { compareFraction: restingCompareFraction });
  patch('job', { draw: { status: 'done', task: 'develop' }, drawHeadway: null });
  requestRedraw();
}

/** What to draw, or to take from what is kept of it. */
interface DrawingOrder {
  readonly recipe: Recipe;
  readonly kept?: KeptDrawing | undefined;
}

/** A photo as it is edited for a drawing, and the drawing, whose bitmap the caller frees or places. */
async function draw(
  opened: OpenedPhoto,
  { recipe, kept }: DrawingOrder,
  options: CallOptions,
): Promise<FinishedWork> {
  const photo =
    recipe.photo || opened.edited
      ? await (await import('./editedPhoto.ts')).editedAs(opened, recipe.photo, options.signal)
      : opened;
  if (kept?.picture) {
    const bitmapId = bitmaps.adopt(await createImageBitmap(kept.picture));
    return { photo, drawing: { ...kept.drawing, bitmapId } };
  }
  // Heads of a photo that is edited anew do not lie where the shown one has them.
  const partial = shownPhoto(getState().photo) === photo ? showPartial() : null;
  try {
    const result = await engine().render(photo.photoId, withFile(recipe), {
      ...options,
      ...partial,
    });
    if (!options.signal?.aborted) patch('device', { backend: result.backend });
    return { photo, drawing: adoptDrawing(photo, result, recipe) };
  } finally {
    partial?.end();
  }
}

/** Draws the shown photo again when the settings no longer match its drawing. */
export function requestRedraw(): void {
  const { photo, job } = getState();
  const isDeveloping = job.draw.status === 'running' && job.draw.task === 'develop';
  if (!photo.work || isDeveloping) return;
  const recipe = currentRecipe(photo.work.drawing.recipe.styleId, photo);
  const { drawing } = photo.work;
  if (job.draw.status !== 'running' && isSameRecipe(recipe, drawing.recipe)) return;
  if (isOnlyMoved(recipe, drawing.recipe)) {
    patch('job', { draw: { status: 'running', task: 'adjust' }, drawHeadway: null });
    redrawing.push({ recipe }, movingRestMs);
  } else redrawing.push({ recipe });
}

async function drawAgain(order: DrawingOrder, signal: AbortSignal): Promise<void> {
  const { work } = getState().photo;
  if (!work) return;
  const { recipe, kept } = order;
  const older = work.drawing.recipe;
  const isSame =
    styleKind(recipe.styleId) === styleKind(older.styleId) && recipe.photo === older.photo;
  const task = isSame || kept?.picture ? 'adjust' : 'restyle';
  forgetSaved();
  patch('job', { draw: { status: 'running', task }, drawHeadway: null });
  try {
    const next = await draw(work.photo, order, { signal, onProgress: reportDraw });
    if (signal.aborted) {
      bitmaps.free(next.drawing.bitmapId);
      return;
    }
    replaceDrawing(work, next);
    // What waits is drawn next: until then the job is not done, and can be stopped.
    const state: Job<DrawTask> = redrawing.isWaiting
      ? { status: 'running', task: 'adjust' }
      : { status: 'done', task };
    patch('job', { draw: state, drawHeadway: null });
  } catch (error) {
    // What waits holds all that was asked for since: it decides.
    if (!signal.aborted && !isAbort(error) && redrawing.isWaiting) return;
    failDraw(task, error, signal, () => {
      adoptRecipe(recipe);
      redrawing.push(order);
    });
  }
}

/** Stops the drawing at once; the last finished one stays, with the settings it was drawn with. */
export function cancelDraw(): void {
  if (getState().job.draw.status !== 'running') return;
  stopDrawing();
  forget(takeAwayIncoming());
  restoreDrawn();
  patch('job', { draw: { status: 'idle' }, drawHeadway: null });
}

/** Repeats what failed. */
export function retryDraw(): void {
  repeat?.();
}

/** Takes the message of a failed job away. */
export function dismissProblem(): void {
  const { draw, save } = getState().job;
  if (draw.status === 'failed') {
    forget(takeAwayIncoming());
    patch('job', { draw: { status: 'idle' } });
  }
  if (save.status === 'failed') patch('job', { save: { status: 'idle' } });
}

/** Reports a failure of the page itself; a photo that is being drawn goes on. */
export function failIntake(problem: Problem): void {
  if (getState().job.draw.status === 'running') return;
  repeat = null;
  patch('job', { draw: { status: 'failed', task: 'develop', problem } });
}

/** Puts photo and drawing away and frees them; what is not drawn yet can be gone on with. */
export function startOver(): void {
  stopDrawing();
  cancelSave();
  leaveUnfinished();
  forget(takeAwayIncoming());
  forget(takeAwayWork());
  patch('photo', { ...ofAnotherPhoto });
  patch('job', { draw: { status: 'idle' }, save: { status: 'idle' }, drawHeadway: null });
}

function beginDeveloping(): AbortSignal {
  stopDrawing();
  forgetSaved();
  forget(takeAwayIncoming());
  restoreDrawn();
  developing = new AbortController();
  patch('job', { draw: { status: 'running', task: 'develop' } });
  return developing.signal;
}

let beforeRestore: (recipe: Recipe) => void = () => undefined;

/** Calls back before settings that were not drawn give way to those of the drawing. */
export function onRestore(listener: (recipe: Recipe) => void): void {
  beforeRestore = listener;
}

/** Puts the settings back to those of the shown drawing. */
function restoreDrawn(): void {
  const { work } = getState().photo;
  if (!work) return;
  beforeRestore(work.drawing.recipe);
  adoptRecipe(work.drawing.recipe);
}

function stopDrawing(): void {
  developing?.abort();
  developing = null;
  redrawing.stop();
}

function startPhases(): ReturnType<typeof joinPhases> {
  patch('job', { drawHeadway: null });
  return joinPhases(developWeights, reportDraw);
}

function failDraw(task: DrawTask, error: unknown, signal: AbortSignal, again: () => void): void {
  // The code that aborted has already updated the store.
  if (signal.aborted || isAbort(error)) return;
  const problem = toProblem(error);
  const { work, incoming } = getState().photo;
  const keepsIncoming = incoming !== null && work === null && problem.retryable;
  repeat = keepsIncoming ? () => void repeatDeveloping() : again;
  if (!keepsIncoming) forget(takeAwayIncoming());
  restoreDrawn();
  patch('job', { draw: { status: 'failed', task, problem }, drawHeadway: null });
}
