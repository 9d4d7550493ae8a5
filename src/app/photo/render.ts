import { isAbort, toEngineError } from '#domain/job/errors.ts';
import { addRequests, countRequests, type RequestCount } from '#domain/job/requests.ts';
import {
  type BackendPreference,
  type CallOptions,
  type Cartoonizer,
  type CloseUp,
  createCartoonizer,
  type Output,
  type Recipe,
  type ThumbnailsOrder,
} from '#sdk/index.ts';
import { withJob } from '../shared/state/diagnosticsSlice.ts';
import { downloadFile, drawingFileName } from '../shared/download.ts';
import { backdrops, bitmaps, type HandleId, type IncomingFile } from '../shared/handles.ts';
import type { DrawTask, Headway, Problem, SaveTask } from '../shared/state/jobSlice.ts';
import { createLatest } from '../shared/latest.ts';
import { PageError } from '../shared/pageError.ts';
import type { Layout } from '#domain/compose/layout.ts';
import { joinPhases } from '../shared/phases.ts';
import {
  type Drawing,
  type FinishedWork,
  type OpenedPhoto,
  restingCompareFraction,
} from '../shared/state/photoSlice.ts';
import { recordJobs } from '../diagnostics/recordJobs.ts';
import {
  adoptRecipe,
  currentRecipe,
  isOnlyMoved,
  isSameRecipe,
  restoreDrawnSettings,
} from './recipes.ts';
import { savedLayout } from './savedLayout.ts';
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
import {
  firstStyleId,
  type OutputFormat,
  type SettingsSlice,
} from '../shared/state/settingsSlice.ts';
import { getState, patch } from '../shared/state/store.ts';
import { styleName } from '../shared/styleName.ts';

// The only caller of the sdk. Every action here answers by changing the store and never rejects.

const reportDraw = (drawHeadway: Headway): void => patch('job', { drawHeadway });
const reportSave = (saveHeadway: Headway): void => patch('job', { saveHeadway });

/** Shares of the waiting time of open and render; the latter also fetches what it needs. */
const developWeights = [1, 9] as const;
const adjustGraceMs = 300;
/** The page itself moves the heads while a slider moves; painting them meanwhile would only slow that down. */
const movingRestMs = 150;
/** What was chosen for the photo before. */
const ofAnotherPhoto = {
  faceRecipes: {},
  chosenFace: null,
  pointedFace: null,
  cropPlace: null,
} as const;
const jpegQuality = 0.92;
const webpQuality = 0.9;

let cartoonizer: Cartoonizer | null = null;
let developing: AbortController | null = null;
let saving: AbortController | null = null;
let repeat: (() => void) | null = null;

const redrawing = createLatest(drawAgain, adjustGraceMs);

function engine(): Cartoonizer {
  if (!cartoonizer) {
    const plain = createCartoonizer({ backend: wantedBackend() });
    cartoonizer = recordJobs(plain, location.origin, (job, error) =>
      patch('diagnostics', withJob(getState().diagnostics, job, error)),
    );
    cartoonizer.onEvent((event) => {
      if (event.type === 'backend') patch('device', { backend: event.choice });
    });
  }
  return cartoonizer;
}

/** `?backend=wasm` or `?backend=webgpu` in the address forces a backend, for comparing the two. */
function wantedBackend(): BackendPreference {
  const wanted = new URLSearchParams(location.search).get('backend');
  return wanted === 'wasm' || wanted === 'webgpu' ? wanted : 'auto';
}

/** Starts fetching what a drawing needs, once somebody is about to choose a photo. */
export async function warmUp(): Promise<void> {
  try {
    await engine().load(await ensureStyleId());
  } catch {
    // The drawing itself meets the same failure and tells it.
  }
}

/** Fetches what draws every style; it stays on this device. Rejects when it cannot be had. */
export async function loadModel(): Promise<void> {
  await engine().load(await ensureStyleId());
}

/** Requests of the page and of the engine since they started. */
export async function countAllRequests(): Promise<RequestCount> {
  const urls = performance.getEntriesByType('resource').map(({ name }) => name);
  const ofPage = countRequests([location.href, ...urls], location.origin);
  return cartoonizer ? addRequests(ofPage, await cartoonizer.requests()) : ofPage;
}

/** Opens a photo and draws it; what was shown before stays until the new drawing is there. */
export async function developPhoto(file: IncomingFile): Promise<void> {
  await bringIn(file, drawIncoming);
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
    await show(incoming, signal, phase);
  } catch (error) {
    failDraw('develop', error, signal, () => void bringIn(file, show, sourceId));
  }
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
  const recipe = currentRecipe(styleId, getState().photo.faceRecipes);
  const options = { signal, onProgress: phase(1) };
  const drawing = await draw(incoming, { recipe, kept }, options);
  if (signal.aborted) {
    bitmaps.free(drawing.bitmapId);
    return;
  }
  // Its photo goes away with the older work.
  cancelSave();
  forget(takeAwayWork());
  placeDrawing(incoming, drawing);
  patch('photo', { compareFraction: restingCompareFraction });
  patch('job', { draw: { status: 'done', task: 'develop' }, drawHeadway: null });
  requestRedraw();
}

/** What to draw, or to take from what is kept of it. */
interface DrawingOrder {
  readonly recipe: Recipe;
  readonly kept?: KeptDrawing | undefined;
}

/** A drawing of a photo, whose bitmap the caller frees or places. */
async function draw(
  photo: OpenedPhoto,
  { recipe, kept }: DrawingOrder,
  options: CallOptions,
): Promise<Drawing> {
  if (kept?.picture) {
    return { ...kept.drawing, bitmapId: bitmaps.adopt(await createImageBitmap(kept.picture)) };
  }
  const { end, ...partial } = showPartial();
  try {
    const result = await engine().render(photo.photoId, withFile(recipe), {
      ...options,
      ...partial,
    });
    if (!options.signal?.aborted) patch('device', { backend: result.backend });
    return adoptDrawing(photo, result, recipe);
  } finally {
    end();
  }
}

/** Draws the shown photo again when the settings no longer match its drawing. */
export function requestRedraw(): void {
  const { photo, job } = getState();
  const isDeveloping = job.draw.status === 'running' && job.draw.task === 'develop';
  if (!photo.work || isDeveloping) return;
  const recipe = currentRecipe(photo.work.drawing.recipe.styleId, photo.faceRecipes);
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
  const isSameStyle = recipe.styleId === work.drawing.recipe.styleId;
  const task = isSameStyle || kept?.picture ? 'adjust' : 'restyle';
  forgetSaved();
  patch('job', { draw: { status: 'running', task }, drawHeadway: null });
  try {
    const drawing = await draw(work.photo, order, { signal, onProgress: reportDraw });
    if (signal.aborted) {
      bitmaps.free(drawing.bitmapId);
      return;
    }
    replaceDrawing(work, drawing);
    patch('job', { draw: { status: 'done', task }, drawHeadway: null });
  } catch (error) {
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
  restoreDrawnSettings();
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

/** Draws the photo at its own size and hands it to the browser as a download. */
export async function savePhoto(): Promise<void> {
  await exportPhoto('save', getState().settings.format, async (file) => {
    downloadFile(await file);
    return 'done';
  });
}

/** Passes a file on; tells whether there is something to say about it. May use the caller's user gesture. */
export type Deliver = (file: Promise<File>) => Promise<'done' | 'idle'>;

/**
 * Draws the photo at its own size and lets `deliver` pass it on. While another photo is being developed,
 * the finished one is out of sight and is not saved.
 */
export async function exportPhoto(
  task: SaveTask,
  format: OutputFormat,
  deliver: Deliver,
): Promise<void> {
  const { photo, settings } = getState();
  if (!photo.work) return;
  const recipe = currentRecipe(photo.work.drawing.recipe.styleId, photo.faceRecipes);
  await runExport(task, async (exported) => {
    const file = exported.file(recipe, format, reportSave);
    const status = await deliver(file);
    if (settings.keepsGallery) await keepCopy(await file, recipe.styleId, format);
    return status;
  });
}

/** The shown photo while its drawings are made for leaving the page. */
export interface Exported {
  readonly work: FinishedWork;
  readonly layout: Layout;
  readonly signal: AbortSignal;
  /** Its drawing as a file, at the photo's own size. */
  readonly file: (
    recipe: Recipe,
    format: OutputFormat,
    onProgress: (headway: Headway) => void,
  ) => Promise<File>;
}

/**
 * Runs one export of the shown photo, which can be cancelled; tells of its end and never rejects. Nothing happens while
 * another one runs or nothing is shown.
 */
export async function runExport(
  task: SaveTask,
  make: (exported: Exported) => Promise<'done' | 'idle'>,
): Promise<void> {
  const { photo, job, settings } = getState();
  const { work, cropPlace } = photo;
  if (!work || photo.incoming || job.save.status === 'running') return;
  const { photoId, fileName } = work.photo;
  const layout = savedLayout(work.photo, work.drawing.faces, settings, cropPlace);
  const own = new AbortController();
  const { signal } = own;
  saving = own;
  patch('job', { save: { status: 'running', task }, saveHeadway: null });
  const file: Exported['file'] = async (recipe, format, onProgress) => {
    const output = { ...outputOf(format), ...layout };
    const options = { signal, onProgress };
    const blob = await engine().encode(photoId, withFile(recipe), output, options);
    const name = drawingFileName(fileName, styleName(recipe.styleId), format);
    return new File([blob], name, { type: blob.type });
  };
  try {
    const status = await make({ work, layout, signal, file });
    if (signal.aborted) return;
    patch('job', { save: status === 'done' ? { status, task } : { status }, saveHeadway: null });
  } catch (error) {
    if (signal.aborted) return;
    own.abort();
    failSave(task, error);
  }
}

/** Keeps a copy in the gallery of this device. Rejects with a `PageError` where it cannot be kept. */
async function keepCopy(file: Blob, styleId: string, format: OutputFormat): Promise<void> {
  const { keepInGallery } = await import('../gallery/galleryKeep.ts').catch((error: unknown) => {
    throw new PageError('APP_UNREACHABLE', { cause: error });
  });
  await keepInGallery(file, styleId, format);
}

/** Tells why an export did not end; giving up on purpose is no failure. */
export function failSave(task: SaveTask, error: unknown): void {
  const save = isAbort(error)
    ? ({ status: 'idle' } as const)
    : ({ status: 'failed', task, problem: toProblem(error) } as const);
  patch('job', { save, saveHeadway: null });
}

/** What a file becomes. */
export type FileOutput = Pick<SettingsSlice, 'format' | 'shape' | 'besidePhoto'>;

/** What to draw of a file that is not shown. */
interface FileOrder {
  readonly recipe: Recipe;
  readonly output: FileOutput;
  readonly signal: AbortSignal;
  readonly onProgress: (headway: Headway) => void;
  /** Is shown the photo at preview size, which is closed afterwards. */
  readonly look: (preview: ImageBitmap) => Promise<void>;
}

/**
 * Draws a photo at its own size and forgets it again; what is shown meanwhile stays. Unlike the actions
 * it rejects: with an `EngineError`, or with an `AbortError` as soon as the signal says so.
 */
export async function drawFile(file: Blob, order: FileOrder): Promise<Blob> {
  const { recipe, output, signal, onProgress, look } = order;
  const { format, ...layout } = output;
  const phase = joinPhases(developWeights, onProgress);
  const { photoId, preview } = await engine().open(file, { signal, onProgress: phase(0) });
  try {
    await look(preview);
    const options = { signal, onProgress: phase(1) };
    const whole = { ...outputOf(format), ...layout };
    return await engine().encode(photoId, withFile(recipe), whole, options);
  } finally {
    preview.close();
    engine().release(photoId);
  }
}

/** Draws a person of the shown photo small in several styles. Rejects as `drawFile` does. */
export async function drawThumbnails(
  photoId: string,
  order: ThumbnailsOrder,
  signal: AbortSignal,
): Promise<void> {
  await engine().thumbnails(photoId, order, { signal });
}

/** Draws the shown photo as wide as that, at most at its own size. Rejects as `drawFile` does. */
export async function drawCloseUp(
  { photo, drawing }: FinishedWork,
  widthPx: number,
  signal: AbortSignal,
): Promise<CloseUp | null> {
  return await engine().closeUp(photo.photoId, withFile(drawing.recipe), widthPx, { signal });
}

/** The recipe with the picture that it names, for the engine. */
function withFile(recipe: Recipe): Recipe {
  const pictureId = recipe.backdrop?.pictureId;
  const backdropFile = pictureId === undefined ? undefined : backdrops.get(pictureId);
  return backdropFile ? { ...recipe, backdropFile } : recipe;
}

function outputOf(format: OutputFormat): Output {
  return {
    format,
    quality: format === 'webp' ? webpQuality : jpegQuality,
    metadata: getState().settings.keepsCameraData ? 'camera' : 'none',
  };
}

/** Clears the “saved” message: the settings or the photo have changed since. */
export function forgetSaved(): void {
  if (getState().job.save.status === 'done') patch('job', { save: { status: 'idle' } });
}

/** Stops the export at once. */
export function cancelSave(): void {
  if (getState().job.save.status !== 'running') return;
  saving?.abort();
  saving = null;
  patch('job', { save: { status: 'idle' }, saveHeadway: null });
}

function beginDeveloping(): AbortSignal {
  stopDrawing();
  forgetSaved();
  forget(takeAwayIncoming());
  restoreDrawnSettings();
  developing = new AbortController();
  patch('job', { draw: { status: 'running', task: 'develop' } });
  return developing.signal;
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

/** The id of the chosen style; where none or an unknown one is chosen, of the one that people see first. */
export async function ensureStyleId(signal?: AbortSignal): Promise<string> {
  let { styles } = getState().device;
  if (styles.length === 0) {
    styles = await engine().styles(signal ? { signal } : {});
    patch('device', { styles });
  }
  const wanted = getState().settings.styleId;
  const known = (id: string | null): string | undefined =>
    styles.find((style) => style.id === id)?.id;
  const styleId = known(wanted) ?? known(firstStyleId) ?? styles[0]?.id;
  if (styleId === undefined) throw new Error('The manifest names no style.');
  if (styleId !== wanted) patch('settings', { styleId });
  return styleId;
}

function failDraw(task: DrawTask, error: unknown, signal: AbortSignal, again: () => void): void {
  // The code that aborted has already updated the store.
  if (signal.aborted || isAbort(error)) return;
  const problem = toProblem(error);
  const { work, incoming } = getState().photo;
  const keepsIncoming = incoming !== null && work === null && problem.retryable;
  repeat = keepsIncoming ? () => void repeatDeveloping() : again;
  if (!keepsIncoming) forget(takeAwayIncoming());
  restoreDrawnSettings();
  patch('job', { draw: { status: 'failed', task, problem }, drawHeadway: null });
}

function toProblem(error: unknown): Problem {
  if (error instanceof PageError) return { code: error.code, retryable: false };
  const { code, retryable } = toEngineError(error, 'prepare');
  return { code, retryable };
}

/** Frees the photo in the worker too; one that is gone holds nothing any more. */
function forget(photo: OpenedPhoto | null): void {
  if (photo) engine().release(photo.photoId);
}
