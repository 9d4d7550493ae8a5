import { makeZip } from 'client-zip';
import { isAbort } from '#domain/job/errors.ts';
import { numberedNames, uniqueNames } from './batchQueue.ts';
import { drawingOf, findItem, patchItem } from './batchShelf.ts';
import type { BatchItem, BatchSaving, SaveFailure } from '../shared/state/batchSlice.ts';
import { downloadFile } from '../shared/download.ts';
import { drawingFileName } from '../shared/fileName.ts';
import { getState, patch } from '../shared/state/store.ts';
import { styleName } from '../text/styleName.ts';

// Hands the finished drawings out. Every action here answers by changing the store and never rejects.

const zipName = 'toonroom.zip';

let saving: AbortController | null = null;

/** A drawing and the name of the file that it becomes, unless another one has it. */
interface FinishedFile {
  readonly id: string;
  readonly name: string;
  readonly blob: Blob;
}

/** Whether drawings can be written straight into a folder here. */
export const canSaveIntoFolder = 'showDirectoryPicker' in globalThis;

/** Hands one drawing to the browser as a download. */
export function saveItem(id: string): void {
  const item = findItem(id);
  const blob = drawingOf(id);
  if (!item || !blob) return;
  downloadFile(new File([blob], nameOf(item), { type: blob.type }));
  patchItem(id, { isSaved: true });
}

/**
 * Writes all drawings into one ZIP: into a file that is chosen first, where the browser has such a thing,
 * so that the archive is never held; else as a download.
 */
export async function saveAsZip(): Promise<void> {
  await save(false, async (files, signal) => {
    const target = await window.showSaveFilePicker?.({ suggestedName: zipName });
    const zip = makeZip(zipEntries(files, signal));
    if (target) {
      await zip.pipeTo(await target.createWritable(), { signal });
    } else {
      const archive = await new Response(zip).blob();
      downloadFile(new File([archive], zipName, { type: 'application/zip' }));
    }
    for (const { id } of files) patchItem(id, { isSaved: true });
  });
}

async function* zipEntries(files: readonly FinishedFile[], signal: AbortSignal) {
  const names = uniqueNames(files.map(({ name }) => name));
  const lastModified = new Date();
  for (const [index, { name, blob }] of files.entries()) {
    signal.throwIfAborted();
    yield { name: names[index] ?? name, input: blob, size: blob.size, lastModified };
    countSaved();
  }
}

/** Writes all drawings into a folder that is chosen first, beside whatever is there. */
export async function saveIntoFolder(): Promise<void> {
  await save(true, async (files, signal) => {
    const folder = await window.showDirectoryPicker?.({ mode: 'readwrite' });
    if (!folder) throw new DOMException('There is no such dialog here.', 'AbortError');
    for (const { id, name, blob } of files) {
      signal.throwIfAborted();
      const file = await createFile(folder, name, signal);
      await blob.stream().pipeTo(await file.createWritable(), { signal });
      patchItem(id, { isSaved: true });
      countSaved();
    }
  });
}

/** A new file under the first free number of its name. Rejects where the browser refuses it. */
async function createFile(
  folder: FileSystemDirectoryHandle,
  name: string,
  signal: AbortSignal,
): Promise<FileSystemFileHandle> {
  for (const candidate of numberedNames(name)) {
    signal.throwIfAborted();
    if (!(await isTaken(folder, candidate))) {
      return await folder.getFileHandle(candidate, { create: true });
    }
  }
  throw new RangeError(name);
}

/** Whether the folder has a file or a folder of that name. Rejects with any error but "not found". */
async function isTaken(folder: FileSystemDirectoryHandle, name: string): Promise<boolean> {
  try {
    await folder.getFileHandle(name);
    return true;
  } catch (error) {
    if (isNamed(error, 'NotFoundError')) return false;
    if (isNamed(error, 'TypeMismatchError')) return true;
    throw error;
  }
}

const isNamed = (error: unknown, ...names: readonly string[]): boolean =>
  error instanceof DOMException && names.includes(error.name);

function causeOf(error: unknown): SaveFailure {
  if (isNamed(error, 'NotAllowedError', 'SecurityError', 'NoModificationAllowedError')) {
    return 'refused';
  }
  return isNamed(error, 'QuotaExceededError') ? 'full' : 'other';
}

/** Stops the writing at once. */
export function cancelBatchSave(): void {
  saving?.abort();
}

/** `keeps`: whether the files written so far stay when a later one fails. */
async function save(
  keeps: boolean,
  write: (files: readonly FinishedFile[], signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const files = finishedFiles();
  if (files.length === 0 || getState().batch.saving.status === 'running') return;
  saving = new AbortController();
  patch('batch', { saving: { status: 'running', done: 0, total: files.length } });
  try {
    await write(files, saving.signal);
    patch('batch', { saving: { status: 'done', count: files.length } });
  } catch (error) {
    // Closing the browser's dialog is an abort too.
    patch('batch', { saving: isAbort(error) ? { status: 'idle' } : failure(error, keeps) });
  } finally {
    saving = null;
  }
}

function failure(error: unknown, keeps: boolean): BatchSaving {
  const { saving } = getState().batch;
  const done = keeps && saving.status === 'running' ? saving.done : 0;
  return { status: 'failed', done, cause: causeOf(error) };
}

function countSaved(): void {
  const { saving } = getState().batch;
  if (saving.status === 'running') patch('batch', { saving: { ...saving, done: saving.done + 1 } });
}

function finishedFiles(): readonly FinishedFile[] {
  return getState().batch.items.flatMap((item) => {
    const blob = item.status === 'done' ? drawingOf(item.id) : undefined;
    return blob ? [{ id: item.id, name: nameOf(item), blob }] : [];
  });
}

function nameOf({ fileName, drawn }: BatchItem): string {
  if (!drawn) return fileName;
  return drawingFileName(fileName, styleName(drawn.recipe.styleId), drawn.format, '.');
}
