import { forgetFiles, keepDrawing, keepList } from './batchKeep.ts';
import { withDuration } from './batchQueue.ts';
import type { BatchItem, DrawnAs } from '../shared/state/batchSlice.ts';
import type { FileOrHandle } from '../shared/droppedFiles.ts';
import { addresses, type HandleId } from '../shared/handles.ts';
import { getState, patch } from '../shared/state/store.ts';
import { isMovie } from '../shared/fileKinds.ts';
import { thumbnailOfFile } from '../shared/thumbnails.ts';
import { thumbnailOfVideo } from '../video/offScreen.ts';

// Holds the files of the batch, which the store must not, and frees them when their item leaves it.

const photos = new Map<string, FileOrHandle>();
const drawings = new Map<string, Blob>();
let isMakingThumbnails = false;

/** Puts items and their photos at the end of the batch. */
export function addItems(
  items: readonly BatchItem[],
  sources: ReadonlyMap<string, FileOrHandle>,
): void {
  sources.forEach((source, id) => photos.set(id, source));
  patch('batch', { items: [...getState().batch.items, ...items] });
  void makeThumbnails();
}

/** Replaces some fields of an item; one that is gone stays gone. */
export function patchItem(id: string, change: Partial<BatchItem>): void {
  patchItems((item) => item.id === id, change);
}

/** The same for every item of a kind. */
export function patchItems(
  isMeant: (item: BatchItem) => boolean,
  change: Partial<BatchItem>,
): void {
  const { items } = getState().batch;
  if (!items.some(isMeant)) return;
  patch('batch', { items: items.map((item) => (isMeant(item) ? { ...item, ...change } : item)) });
}

export function findItem(id: string): BatchItem | undefined {
  return getState().batch.items.find((item) => item.id === id);
}

/** Takes items out of the batch, frees what they hold and forgets what was kept of them. */
export function takeAwayItems(isMeant: (item: BatchItem) => boolean): void {
  const { items } = getState().batch;
  const gone = items.filter(isMeant);
  patch('batch', { items: items.filter((item) => !isMeant(item)) });
  for (const { id, thumbnailId } of gone) {
    photos.delete(id);
    drawings.delete(id);
    if (thumbnailId !== null) addresses.free(thumbnailId);
  }
  void forgetFiles(gone.map(({ id }) => id));
}

/** The handle of a photo, if that is what is held of it. */
export function handleOf(id: string): FileSystemFileHandle | undefined {
  const source = photos.get(id);
  return source instanceof Blob ? undefined : source;
}

/** The file of a photo. Rejects where it was moved, changed or deleted, or may not be read. */
export async function readPhoto(id: string): Promise<Blob> {
  const source = photos.get(id);
  if (!source) throw new DOMException(id, 'NotFoundError');
  const file = source instanceof Blob ? source : await source.getFile();
  // Its first byte tells whether the rest can be had.
  await file.slice(0, 1).arrayBuffer();
  return file;
}

/** The finished drawing of an item, as the file it will be. */
export function drawingOf(id: string): Blob | undefined {
  return drawings.get(id);
}

/** An address of the drawing, which the caller frees; null where there is no drawing. */
export function openDrawing(id: string): HandleId | null {
  const drawing = drawings.get(id);
  return drawing ? addresses.adopt(URL.createObjectURL(drawing)) : null;
}

/** An address of the photo, which the caller frees; null where it cannot be read any more. */
export async function openPhoto(id: string): Promise<HandleId | null> {
  try {
    return addresses.adopt(URL.createObjectURL(await readPhoto(id)));
  } catch {
    return null;
  }
}

/** Gives back the drawing that an earlier page has kept. */
export function restoreDrawing(id: string, drawing: Blob): void {
  drawings.set(id, drawing);
}

/** Finishes an item that is being drawn: from then on a reload brings its drawing back, where anything is kept. */
export async function finishItem(
  id: string,
  drawing: Blob,
  drawn: DrawnAs,
  durationMs: number,
): Promise<void> {
  const finished = { status: 'done', drawn, isSaved: false } as const;
  await keepDrawing(id, drawing);
  const { items } = getState().batch;
  await keepList(items.map((item) => (item.id === id ? { ...item, ...finished } : item)));
  // Meanwhile it may have been cancelled or removed.
  if (findItem(id)?.status !== 'running') return;
  drawings.set(id, drawing);
  patchItem(id, finished);
  patch('batch', { durationsMs: withDuration(getState().batch.durationsMs, durationMs) });
  void hangThumbnail(id, smallPictureOf(drawing));
}

/** A small picture of a photo or a video. */
async function smallPictureOf(file: Blob): Promise<Blob> {
  return await (isMovie(file) ? thumbnailOfVideo(file) : thumbnailOfFile(file));
}

/** Shows a small picture of an item instead of the one before; what cannot be made is not shown. */
export async function hangThumbnail(id: string, thumbnail: Promise<Blob>): Promise<void> {
  try {
    const address = addresses.adopt(URL.createObjectURL(await thumbnail));
    const item = findItem(id);
    patchItem(id, { thumbnailId: address });
    const old = item ? item.thumbnailId : address;
    if (old !== null) addresses.free(old);
  } catch {
    // The photo itself meets the same failure and tells it, or is too large for this and shows its preview.
  }
}

/** Makes the small pictures of the items that have none, one after the other. */
export async function makeThumbnails(): Promise<void> {
  if (isMakingThumbnails) return;
  isMakingThumbnails = true;
  const tried = new Set<string>();
  const next = (): BatchItem | undefined =>
    getState().batch.items.find(
      ({ id, thumbnailId, isLocked }) => thumbnailId === null && !isLocked && !tried.has(id),
    );
  for (let item = next(); item; item = next()) {
    const { id } = item;
    tried.add(id);
    const file = drawings.get(id) ?? (await readPhoto(id).catch(() => undefined));
    // It may have been drawn meanwhile.
    if (file && findItem(id)?.thumbnailId === null) await hangThumbnail(id, thumbnailOfFile(file));
  }
  isMakingThumbnails = false;
}
