import { isSame } from '#domain/edit/same.ts';
import { isAbort } from '#domain/job/errors.ts';
import type { Recipe } from '#sdk/index.ts';
import { outputIn } from './batchFrame.ts';
import { forgetAllKept, forgetFilesBut, keepList, keepPhoto, readKept } from './batchKeep.ts';
import { moveItem, newItem, nextItem } from './batchQueue.ts';
import {
  findItem,
  handleOf,
  hangThumbnail,
  makeThumbnails,
  patchItem,
  patchItems,
  finishItem,
  addItems,
  readPhoto,
  restoreDrawing,
  takeAwayItems,
} from './batchShelf.ts';
import {
  batchLimit,
  type BatchItem,
  type DrawnAs,
  initialBatch,
} from '../shared/state/batchSlice.ts';
import { type BatchLook, parseItems, parseLook, restoreItems } from './batchStored.ts';
import { showBatch } from './batchView.ts';
import type { FoundFile, FileOrHandle } from '../shared/droppedFiles.ts';
import type { Headway, ProblemCode } from '../shared/state/jobSlice.ts';
import { PageError } from '../shared/pageError.ts';
import { entryScene } from '../shared/scene.ts';
import { currentRecipe, isSameRecipe } from '../photo/recipes.ts';
import { drawFile, type FileOutput } from '../photo/offScreen.ts';
import { ensureStyleId, toProblem, warmUp } from '../photo/engine.ts';
import { isMovie } from '../shared/fileKinds.ts';
import { type AppState, getState, patch, watch } from '../shared/state/store.ts';
import { thumbnailOf } from '../shared/thumbnails.ts';
import { drawVideoFile } from '../video/offScreen.ts';

// The batch: photos that are drawn one after the other. Every action here answers by changing the store
// and never rejects.

const keepDelayMs = 300;
/** What would befall every other photo too. */
const stopsAll: ReadonlySet<ProblemCode> = new Set([
  'MODEL_UNREACHABLE',
  'MODEL_CORRUPT',
  'APP_UNREACHABLE',
]);

let running: { readonly id: string; readonly controller: AbortController } | null = null;
let isWorking = false;
let lastId = 0;

/** Adds pictures, as far as there is room for them, and shows the batch; `others` non-image files were skipped. */
export function addToBatch(pictures: readonly FoundFile[], others: number): void {
  const room = Math.max(0, batchLimit - getState().batch.items.length);
  const taken = pictures.slice(0, room);
  const added = taken.map((found) => ({ id: newId(), ...found }));
  patch('batch', { leftOut: { others, beyond: pictures.length - taken.length } });
  // As long as the page is there the file is at hand: a handle would have to be asked for it.
  addItems(
    added.map(({ id, file }) => newItem(id, file.name)),
    new Map(added.map(({ id, file }) => [id, file])),
  );
  showBatch();
  void warmUp();
  void keepPhotos(added.map(({ id, file, handle }) => [id, handle ?? file]));
  if (!getState().batch.isPaused) void work();
}

/** Of this page and of no earlier one. */
function newId(): string {
  lastId += 1;
  return `${Date.now().toString(36)}-${lastId}`;
}

async function keepPhotos(sources: readonly (readonly [string, FileOrHandle])[]): Promise<void> {
  for (const [id, source] of sources) {
    if (findItem(id) && !(await keepPhoto(id, source))) patchItem(id, { isUnkept: true });
  }
}

/** Draws what waits, one photo after the other. */
export function resumeBatch(): void {
  patch('batch', { isPaused: false });
  void work();
}

/** Begins no further photo; the one that is being drawn is drawn to its end. */
export function pauseBatch(): void {
  patch('batch', { isPaused: true });
}

async function work(): Promise<void> {
  if (isWorking) return;
  isWorking = true;
  for (let item = turn(); item; item = turn()) await drawItem(item);
  isWorking = false;
  pauseBatch();
}

function turn(): BatchItem | undefined {
  const { items, isPaused } = getState().batch;
  return isPaused ? undefined : nextItem(items);
}

async function drawItem({ id }: BatchItem): Promise<void> {
  const controller = new AbortController();
  const { signal } = controller;
  const startedMs = performance.now();
  running = { id, controller };
  patchItem(id, { status: 'running', problem: null });
  patch('batch', { fraction: 0 });
  try {
    const file = await readPhoto(id).catch(() => null);
    if (signal.aborted) return;
    if (!file) {
      patchItem(id, { status: 'failed', problem: 'FILE_GONE' });
      return;
    }
    await ensureStyleId(signal);
    const item = findItem(id);
    if (!item) return;
    const recipe = recipeOf(item);
    const onProgress = ({ fraction }: { readonly fraction: number }): void =>
      patch('batch', { fraction });
    const order = { recipe, signal, onProgress };
    const { drawing, drawn } = isMovie(file)
      ? await drawMovie(file, order)
      : await drawPhoto(id, file, order);
    if (signal.aborted) return;
    await finishItem(id, drawing, drawn, performance.now() - startedMs);
  } catch (error) {
    // The code that aborted has already updated the store.
    if (signal.aborted || isAbort(error)) return;
    const { code } = toProblem(error);
    patchItem(id, { status: 'failed', problem: code });
    if (stopsAll.has(code)) pauseBatch();
  } finally {
    running = null;
  }
}

interface ItemOrder {
  readonly recipe: Recipe;
  readonly signal: AbortSignal;
  readonly onProgress: (headway: Pick<Headway, 'fraction'>) => void;
}

interface ItemDrawing {
  readonly drawing: Blob;
  readonly drawn: DrawnAs;
}

const videoOutput = { format: 'mp4', shape: 'whole', besidePhoto: false, frame: null } as const;

async function drawMovie(file: Blob, order: ItemOrder): Promise<ItemDrawing> {
  const drawing = await drawVideoFile(file, order);
  const { recipe } = order;
  return { drawing, drawn: { recipe, ...videoOutput, sizeBytes: drawing.size } };
}

/** Draws a photo, in the frame of the batch where that has one. */
async function drawPhoto(
  id: string,
  file: Blob,
  { recipe, signal, onProgress }: ItemOrder,
): Promise<ItemDrawing> {
  const { settings, batch } = getState();
  const { frame } = batch;
  const output = outputIn(frame, outputOf(settings));
  const look = async (preview: ImageBitmap): Promise<void> => {
    if (findItem(id)?.thumbnailId === null) await hangThumbnail(id, thumbnailOf(preview));
  };
  const job = { signal, onProgress, look };
  const [drawing] = frame
    ? [await (await loadFraming())(file, { ...job, frame, recipe, output })]
    : await drawFile(file, { ...job, drawings: [{ recipe, output }] });
  return { drawing: drawing!, drawn: { recipe, ...output, frame, sizeBytes: drawing!.size } };
}

/** What draws frames is fetched with the first photo that gets one. */
async function loadFraming() {
  try {
    return (await import('./framed.ts')).drawFramed;
  } catch (error) {
    throw new PageError('APP_UNREACHABLE', { cause: error });
  }
}

/** What an item is to be drawn with. */
function recipeOf({ styleId }: BatchItem): Recipe {
  const edits = getState().recipe.applied?.edits ?? {};
  const recipe = currentRecipe('', { faceRecipes: {}, edits });
  return styleId === null ? recipe : { ...recipe, styleId };
}

/** What its file is to be. */
function outputOf({ format, shape, besidePhoto }: AppState['settings']): FileOutput {
  return { format, shape, besidePhoto };
}

/** Whether a finished item was drawn with other settings than it has now. */
export function isOutdated(item: BatchItem, { settings, batch }: AppState): boolean {
  const { drawn } = item;
  if (item.status !== 'done' || !drawn) return false;
  const { format, shape, besidePhoto } = outputIn(batch.frame, outputOf(settings));
  if (!isSameRecipe(drawn.recipe, recipeOf(item))) return true;
  // Format, layout and frame are those of pictures.
  if (drawn.format === 'mp4') return false;
  if (!isSame(drawn.frame, batch.frame)) return true;
  return drawn.format !== format || drawn.shape !== shape || drawn.besidePhoto !== besidePhoto;
}

/** Leaves a photo out, at once also where it is being drawn. */
export function cancelItem(id: string): void {
  stopRunning((item) => item === id);
  patchItems((item) => item.id === id && (item.status === 'waiting' || item.status === 'running'), {
    status: 'cancelled',
  });
}

/** Leaves out everything that is not done, at once. */
export function cancelBatch(): void {
  pauseBatch();
  stopRunning(() => true);
  patchItems(({ status }) => status === 'waiting' || status === 'running', { status: 'cancelled' });
}

/** Lets an item wait again, whatever became of it before. */
export function retryItem(id: string): void {
  requeue((item) => item.id === id && item.status !== 'running');
}

/** Lets everything wait again that failed or was left out. */
export function retryMissed(): void {
  requeue(({ status }) => status === 'failed' || status === 'cancelled');
}

/** Lets every finished item wait again whose settings have changed. */
export function redrawOutdated(): void {
  requeue((item) => isOutdated(item, getState()));
}

/** A retry starts the queue at once, unless other items stay paused until resumed. */
function requeue(isMeant: (item: BatchItem) => boolean): void {
  const { items } = getState().batch;
  const goesOn = nextItem(items) === undefined;
  patchItems(isMeant, { status: 'waiting', problem: null });
  if (goesOn) resumeBatch();
}

/** Takes an item out of the batch, with its drawing. */
export function removeItem(id: string): void {
  stopRunning((item) => item === id);
  takeAwayItems((item) => item.id === id);
}

/** Takes everything out of the batch and off this device. */
export function clearBatch(): void {
  stopRunning(() => true);
  takeAwayItems(() => true);
  patch('batch', initialBatch);
  // At once, since the page may be closed right after.
  void keepList([]);
}

/** The same, also with what another page of the app has kept. */
export async function forgetBatch(): Promise<void> {
  clearBatch();
  await forgetAllKept();
}

/** Moves an item to an index of the list. */
export function moveItemTo(id: string, index: number): void {
  patch('batch', { items: moveItem(getState().batch.items, id, index) });
}

/** Gives an item a style of its own; null: the common one. */
export function setItemStyle(id: string, styleId: string | null): void {
  patchItem(id, { styleId });
}

function stopRunning(isMeant: (id: string) => boolean): void {
  if (running && isMeant(running.id)) running.controller.abort();
}

/** Takes the words about the last files, and about those of an earlier visit, away. */
export function dismissBatchNotes(): void {
  patch('batch', { leftOut: initialBatch.leftOut, lost: [] });
}

/** Asks the browser to let the photos of an earlier visit be read again. Must follow a click. */
export async function unlockItems(): Promise<void> {
  const locked = getState().batch.items.filter(({ isLocked }) => isLocked);
  for (const { id } of locked) {
    const state = await handleOf(id)
      ?.requestPermission?.({ mode: 'read' })
      .catch(() => 'denied' as const);
    // Asking on and on would be a nuisance: the button stays where it is.
    if (state !== 'granted') break;
    patchItem(id, { isLocked: false });
  }
  await makeThumbnails();
}

/** Brings back what an earlier page has left of its batch, and from now on keeps what this one has. */
export async function startBatch(): Promise<void> {
  const kept = await readKept((list) => parseItems(list).map(({ id }) => id));
  if (kept) {
    const { photos, drawings } = kept;
    const stored = parseItems(kept.list);
    const { items, lost } = restoreItems(
      stored,
      (id) => photos.has(id),
      (id) => drawings.has(id),
    );
    const restored = await Promise.all(
      items.map((item) => lockUnreadable(item, photos.get(item.id))),
    );
    for (const { id } of restored) {
      const drawing = drawings.get(id);
      if (drawing) restoreDrawing(id, drawing);
    }
    addItems(restored, photos);
    if (restored.length > 0) adoptLook(parseLook(kept.look));
    const { photo, batch } = getState();
    // A reload comes back to the photo that was shown.
    const isInTheWay = photo.work !== null || photo.incoming !== null || entryScene() === 'work';
    const hasSomething = restored.length > 0 || lost.length > 0;
    patch('batch', { lost, isShown: batch.isShown || (hasSomething && !isInTheWay) });
    if (getState().batch.isShown) void warmUp();
    void forgetFilesBut(getState().batch.items.map(({ id }) => id));
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  const keepSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void keepList(getState().batch.items), keepDelayMs);
  };
  watch(({ batch }) => batch.items, keepSoon);
  watch(({ batch }) => batch.frame, keepSoon);
  watch(({ recipe }) => recipe.applied, keepSoon);
}

/** Goes on with what the kept photos were drawn with, unless something newer was chosen meanwhile. */
function adoptLook({ applied, frame }: BatchLook): void {
  const { recipe, batch } = getState();
  if (applied && !recipe.applied) patch('recipe', { applied });
  if (frame && !batch.frame) patch('batch', { frame });
}

async function lockUnreadable(item: BatchItem, source?: FileOrHandle): Promise<BatchItem> {
  if (source === undefined || source instanceof Blob) return item;
  const state = await source.queryPermission?.({ mode: 'read' }).catch(() => 'denied' as const);
  return state === 'granted' ? item : { ...item, isLocked: true };
}
