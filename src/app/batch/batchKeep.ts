import {
  clear,
  createStore,
  delMany,
  entries,
  getMany,
  keys,
  set,
  type UseStore,
} from 'idb-keyval';
import type { BatchItem } from '../shared/state/batchSlice.ts';
import type { FileOrHandle } from '../shared/droppedFiles.ts';
import { hasRoomFor, holdForLife } from '../shared/keeping.ts';
import { getState } from '../shared/state/store.ts';

// What of the batch outlives the page: the list, the photos or handles to them, and the drawings.

const databaseName = 'toonroom-batch';
const listKey = 'list';
const version = 1;

let database: UseStore | undefined;
let owned: Promise<boolean> | undefined;

const photoKey = (id: string): string => `photo ${id}`;
const drawingKey = (id: string): string => `drawing ${id}`;

function store(): UseStore {
  database ??= createStore(databaseName, 'files');
  return database;
}

/**
 * Whether this page is the one that keeps its batch: of several pages of the app only the first, or
 * they would overwrite each other's.
 */
function ownsKeep(): Promise<boolean> {
  owned ??= holdForLife(databaseName);
  return owned;
}

/** What an earlier page has left. */
export interface KeptBatch {
  /** As it was written: to be validated. */
  readonly list: unknown;
  /** What all photos are drawn with beside the settings; to be validated, too. */
  readonly look: unknown;
  readonly photos: ReadonlyMap<string, FileOrHandle>;
  readonly drawings: ReadonlyMap<string, Blob>;
}

/** Reads what was kept for the given ids of the list; null where nothing is, or another page has it. */
export async function readKept(
  idsOf: (list: unknown) => readonly string[],
): Promise<KeptBatch | null> {
  if (!(await ownsKeep())) return null;
  try {
    const [stored] = await getMany<{ version: number; list: unknown; look?: unknown }>(
      [listKey],
      store(),
    );
    if (stored?.version !== version) return null;
    const ids = idsOf(stored.list);
    return {
      list: stored.list,
      look: stored.look,
      photos: await readFiles<FileOrHandle>(ids, photoKey, isSource),
      drawings: await readFiles<Blob>(ids, drawingKey, (value) => value instanceof Blob),
    };
  } catch {
    return null;
  }
}

async function readFiles<Value>(
  ids: readonly string[],
  keyOf: (id: string) => string,
  isValue: (value: unknown) => boolean,
): Promise<ReadonlyMap<string, Value>> {
  const values = await getMany<Value>(ids.map(keyOf), store());
  return new Map(
    values.flatMap(
      (value, index) => (isValue(value) ? [[ids[index], value]] : []) as [string, Value][],
    ),
  );
}

function isSource(value: unknown): boolean {
  const isHandle = 'FileSystemFileHandle' in globalThis && value instanceof FileSystemFileHandle;
  return isHandle || value instanceof Blob;
}

/** Keeps the list; nothing is kept where the browser refuses. */
export async function keepList(items: readonly BatchItem[]): Promise<void> {
  if (!(await ownsKeep())) return;
  try {
    if (items.length === 0) await forgetAllKept();
    else {
      const { recipe, batch } = getState();
      const look = { applied: recipe.applied, frame: batch.frame };
      await set(listKey, { version, list: items, look }, store());
    }
  } catch {
    // Private windows and full disks refuse; the batch then lasts as long as the page.
  }
}

/** Keeps a photo: its handle where there is one, else its bytes. Whether it is kept. */
export async function keepPhoto(id: string, source: FileOrHandle): Promise<boolean> {
  return await keep(photoKey(id), source, source instanceof Blob ? source.size : 0);
}

/** Keeps a drawing. Whether it is kept. */
export async function keepDrawing(id: string, drawing: Blob): Promise<boolean> {
  return await keep(drawingKey(id), drawing, drawing.size);
}

async function keep(key: string, value: FileOrHandle, sizeBytes: number): Promise<boolean> {
  if (!(await ownsKeep())) return false;
  try {
    if (sizeBytes > 0 && !(await hasRoomFor(sizeBytes))) return false;
    await set(key, value, store());
    return true;
  } catch {
    return false;
  }
}

/** Forgets photos and drawings. */
export async function forgetFiles(ids: readonly string[]): Promise<void> {
  await forgetKeys(ids.flatMap((id) => [photoKey(id), drawingKey(id)]));
}

/** Forgets what belongs to none of these ids, as a page that ended suddenly leaves it. */
export async function forgetFilesBut(ids: readonly string[]): Promise<void> {
  const wanted = new Set([listKey, ...ids.flatMap((id) => [photoKey(id), drawingKey(id)])]);
  try {
    const kept = await keys<string>(store());
    await forgetKeys(kept.filter((key) => !wanted.has(key)));
  } catch {
    // Where storage is refused, nothing is kept.
  }
}

async function forgetKeys(some: readonly string[]): Promise<void> {
  if (some.length === 0 || !(await ownsKeep())) return;
  try {
    await delMany([...some], store());
  } catch {
    // The next start forgets what belongs to no photo.
  }
}

/** Forgets everything. Rejects where storage is refused. */
export async function forgetAllKept(): Promise<void> {
  await clear(store());
}

/**
 * Bytes of the photos and drawings that are kept, whichever page keeps them; null where nothing is.
 * Rejects where storage is refused.
 */
export async function keptBatchBytes(): Promise<number | null> {
  const kept = await entries<string, unknown>(store());
  if (kept.length === 0) return null;
  return kept.reduce((total, [, value]) => total + (value instanceof Blob ? value.size : 0), 0);
}
