import { isAbort } from '#domain/job/errors.ts';
import type { Recipe } from '#sdk/index.ts';
import { downloadFile } from '../shared/download.ts';
import { drawingFileName } from '../shared/fileName.ts';
import type { Headway, SaveTask } from '../shared/state/jobSlice.ts';
import { PageError } from '../shared/pageError.ts';
import type { Layout } from '#domain/compose/layout.ts';
import type { FinishedWork } from '../shared/state/photoSlice.ts';
import { currentRecipe } from './recipes.ts';
import { savedLayout } from './savedLayout.ts';
import type { OutputFormat } from '../shared/state/settingsSlice.ts';
import { getState, patch } from '../shared/state/store.ts';
import { styleName } from '../text/styleName.ts';
import { outputOf, withFile, toProblem, engine } from './engine.ts';

// Drawings that leave the page. Every action here answers by changing the store and never rejects.

const reportSave = (saveHeadway: Headway): void => patch('job', { saveHeadway });

let saving: AbortController | null = null;

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
  const recipe = currentRecipe(photo.work.drawing.recipe.styleId, photo);
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
