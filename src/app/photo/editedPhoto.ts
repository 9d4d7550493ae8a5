import { editKey, type PhotoEdit } from '#domain/edit/photoEdit.ts';
import { bitmaps } from '../shared/handles.ts';
import type { Drawing, FinishedWork, OpenedPhoto } from '../shared/state/photoSlice.ts';
import { getState, patch } from '../shared/state/store.ts';
import { engine } from './engine.ts';
import { previewsOf } from './shelf.ts';

// Photos that are edited before they are drawn. Fetched with the first edit.

/**
 * Draws a photo as an edit makes it. One that waits for its first drawing is shown edited at once; a drawn one stays as
 * it is until the new drawing is there. Rejects as `drawPhoto` does; what it has made until then is freed.
 */
export async function drawEdited(
  photo: OpenedPhoto,
  edit: PhotoEdit | undefined,
  signal: AbortSignal,
  drawPhoto: (photo: OpenedPhoto) => Promise<Drawing>,
): Promise<FinishedWork> {
  const edited = await photoAs(photo, edit, signal);
  const isFirst = getState().photo.incoming === photo;
  if (isFirst) patch('photo', { incoming: edited });
  try {
    return { photo: edited, drawing: await drawPhoto(edited) };
  } catch (error) {
    // Once it is shown it belongs to the shelf.
    if (!isFirst) freeNew(edited, photo);
    throw error;
  }
}

async function photoAs(
  photo: OpenedPhoto,
  edit: PhotoEdit | undefined,
  signal: AbortSignal,
): Promise<OpenedPhoto> {
  const { edited, ...shown } = photo;
  const key = editKey(edit);
  if (key === editKey(edited?.edit)) return photo;
  const { width, height, previewId } = shown;
  const original = edited?.original ?? { width, height, previewId };
  if (!edit || key === '') return { ...shown, ...original };
  const { preview, ...size } = await engine().editPhoto(photo.photoId, edit, { signal });
  if (signal.aborted) preview.close();
  signal.throwIfAborted();
  return { ...shown, ...size, previewId: bitmaps.adopt(preview), edited: { edit, original } };
}

function freeNew(edited: OpenedPhoto, photo: OpenedPhoto): void {
  const kept = previewsOf(photo);
  for (const id of previewsOf(edited)) if (!kept.includes(id)) bitmaps.free(id);
}
