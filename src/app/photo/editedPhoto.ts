import { editKey } from '#domain/edit/editKey.ts';
import type { PhotoEdit } from '#domain/edit/photoEdit.ts';
import { fitted } from '#domain/picture/zoom.ts';
import { bitmaps, type HandleId } from '../shared/handles.ts';
import type { OpenedPhoto } from '../shared/state/photoSlice.ts';
import { getState, patch, watch } from '../shared/state/store.ts';
import { engine } from './engine.ts';

// Photos that are edited before they are drawn. Fetched with the first edit.

/** The previews of photos that were edited, and of what they became: freed once nothing shows them. */
const owned = new Set<HandleId>();

let shown: Pick<OpenedPhoto, 'photoId' | 'previewId'> | undefined;

watch(
  ({ photo: { work, incoming } }) => previewsOf(work?.photo, incoming).join(' '),
  () => {
    freeUnused();
    const photo = getState().photo.work?.photo;
    const isEditedAnew = photo?.photoId === shown?.photoId && photo?.previewId !== shown?.previewId;
    shown = photo;
    // A picture of another shape is seen, and cut, anew.
    if (isEditedAnew) patch('photo', { cropPlace: null, zoom: fitted });
  },
);

/**
 * The photo as an edit makes it; itself where it is so already. One that waits for its first drawing is shown so at
 * once. Rejects as every call of the engine does.
 */
export async function editedAs(
  photo: OpenedPhoto,
  edit: PhotoEdit | undefined,
  signal?: AbortSignal,
): Promise<OpenedPhoto> {
  const { edited: older, ...facts } = photo;
  const key = editKey(edit);
  if (key === editKey(older?.edit)) return photo;
  const { width, height, previewId } = facts;
  const original = older?.original ?? { width, height, previewId };
  let edited: OpenedPhoto = { ...facts, ...original };
  if (edit && key !== '') {
    const options = signal ? { signal } : {};
    const { preview, ...size } = await engine().editPhoto(photo.photoId, edit, options);
    if (signal?.aborted) preview.close();
    signal?.throwIfAborted();
    edited = { ...facts, ...size, previewId: bitmaps.adopt(preview), edited: { edit, original } };
    for (const id of previewsOf(edited)) owned.add(id);
    signal?.addEventListener('abort', freeUnused, { once: true });
  }
  if (getState().photo.incoming === photo) patch('photo', { incoming: edited });
  return edited;
}

function freeUnused(): void {
  const { work, incoming } = getState().photo;
  const used = previewsOf(work?.photo, incoming);
  for (const id of owned) {
    if (used.includes(id)) continue;
    owned.delete(id);
    bitmaps.free(id);
  }
}

function previewsOf(...photos: readonly (OpenedPhoto | null | undefined)[]): readonly HandleId[] {
  return photos.flatMap((photo) => {
    if (!photo) return [];
    const { previewId, edited } = photo;
    return edited ? [previewId, edited.original.previewId] : [previewId];
  });
}
