import { clear, createStore, del, delMany, entries, set, type UseStore } from 'idb-keyval';
import { beyond, galleryVersion, parseDrawings, type StoredDrawing } from './galleryStored.ts';
import { PageError } from '../shared/pageError.ts';
import type { OutputFormat } from '../shared/state/settingsSlice.ts';
import { getState } from '../shared/state/store.ts';
import { styleNames } from '../text/styleName.ts';
import { thumbnailOfFile } from '../shared/thumbnails.ts';

// The copies of saved drawings in IndexedDB: nothing is written here unless the gallery is switched on.

/** Beyond so much the oldest go. */
export const mostGalleryBytes = 200_000_000;

let database: UseStore | undefined;

function store(): UseStore {
  database ??= createStore('toonroom-gallery', 'drawings');
  return database;
}

/**
 * Keeps a copy of a drawing as the file holds it, but no name of its photo.
 * @throws PageError `GALLERY_REFUSED` where there is no room or the browser keeps nothing.
 */
export async function keepInGallery(
  file: Blob,
  styleId: string,
  format: OutputFormat,
): Promise<void> {
  const savedAt = Date.now();
  // Very large pictures have none.
  const thumbnail = await thumbnailOfFile(file).catch(() => null);
  const copy = file.slice(0, file.size, file.type);
  const names = styleNames(getState(), styleId);
  const facts = { version: galleryVersion, styleId, styleNames: names, format, savedAt };
  try {
    await set(
      `${savedAt} ${Math.random().toString(36).slice(2)}`,
      { ...facts, file: copy, thumbnail },
      store(),
    );
    const tooMuch = beyond(await readGallery(), mostGalleryBytes);
    await delMany(
      tooMuch.map(({ id }) => id),
      store(),
    );
  } catch (error) {
    throw new PageError('GALLERY_REFUSED', { cause: error });
  }
}

/** Everything that is kept, newest first. Rejects where storage is refused. */
export async function readGallery(): Promise<readonly StoredDrawing[]> {
  return parseDrawings(await entries<string, unknown>(store()));
}

/** Rejects where storage is refused. */
export async function forgetFromGallery(id: string): Promise<void> {
  await del(id, store());
}

/** Forgets everything. Rejects where storage is refused. */
export async function eraseGallery(): Promise<void> {
  await clear(store());
}

/** Bytes of all copies; null where there are none. Rejects where storage is refused. */
export async function keptGalleryBytes(): Promise<number | null> {
  const drawings = await readGallery();
  if (drawings.length === 0) return null;
  return drawings.reduce((total, { sizeBytes }) => total + sizeBytes, 0);
}
