import { downloadFile } from '../shared/download.ts';
import { drawingFileName } from '../shared/fileName.ts';
import { eraseGallery, forgetFromGallery, readGallery } from './galleryKeep.ts';
import type { GalleryDrawing } from '../shared/state/gallerySlice.ts';
import type { StoredDrawing } from './galleryStored.ts';
import { addresses, type HandleId } from '../shared/handles.ts';
import { getState, patch } from '../shared/state/store.ts';
import { nameIn } from '../text/styleName.ts';

// The gallery while it is open. Every action here answers by changing the store and never rejects.

/** The files of the listed drawings, which the browser reads when they are looked at. */
const files = new Map<string, Blob>();

/** Brings the list up to date with what is kept. */
export async function lookAtGallery(): Promise<void> {
  try {
    const stored = await readGallery();
    // It may have been closed meanwhile.
    if (getState().gallery.isOpen) list(stored);
  } catch {
    patch('gallery', { isRefused: true });
  }
}

function list(stored: readonly StoredDrawing[]): void {
  freeShown();
  const drawings = stored.map(({ file, thumbnail, ...facts }): GalleryDrawing => {
    files.set(facts.id, file);
    const thumbnailId = thumbnail && addresses.adopt(URL.createObjectURL(thumbnail));
    return { ...facts, thumbnailId };
  });
  patch('gallery', { drawings, isRefused: false });
}

/** Frees what the gallery shows; what is kept stays. */
export function putGalleryAway(): void {
  freeShown();
  patch('gallery', { drawings: null });
}

function freeShown(): void {
  for (const { thumbnailId } of getState().gallery.drawings ?? []) {
    if (thumbnailId !== null) addresses.free(thumbnailId);
  }
  files.clear();
}

/** An address of the drawing, which the caller frees; null where it is gone. */
export function openGalleryDrawing({ id }: GalleryDrawing): HandleId | null {
  const file = files.get(id);
  return file ? addresses.adopt(URL.createObjectURL(file)) : null;
}

/** Hands a drawing to the browser as a download. */
export function downloadAgain({ id, styleNames, format }: GalleryDrawing): void {
  const file = files.get(id);
  if (!file) return;
  const name = drawingFileName('', nameIn(getState().settings.language, styleNames), format);
  downloadFile(new File([file], name, { type: file.type }));
}

export async function forgetGalleryDrawing({ id }: GalleryDrawing): Promise<void> {
  await change(() => forgetFromGallery(id));
}

/** Forgets every drawing of the gallery. */
export async function eraseAll(): Promise<void> {
  await change(eraseGallery);
}

async function change(forget: () => Promise<void>): Promise<void> {
  try {
    await forget();
  } catch {
    // The list tells what is still there.
  }
  await lookAtGallery();
}
