import type { PhotoInfo, Recipe, RenderResult } from '#sdk/index.ts';
import { bitmaps } from './handles.ts';
import type { Drawing, FinishedWork, OpenedPhoto } from './photoSlice.ts';
import { getState, patch } from './store.ts';

// Puts photos and drawings into the store and frees their bitmaps when they leave it.

/** Shows a freshly opened photo; takes ownership of its preview. */
export function placeIncoming(info: PhotoInfo, fileName: string): OpenedPhoto {
  const { preview, ...facts } = info;
  const incoming = { ...facts, fileName, previewId: bitmaps.adopt(preview) };
  patch('photo', { incoming });
  return incoming;
}

/** Makes the incoming photo and its first drawing the shown work; takes ownership of the bitmap. */
export function placeDrawing(photo: OpenedPhoto, result: RenderResult, recipe: Recipe): void {
  patch('photo', { work: { photo, drawing: adoptDrawing(photo, result, recipe) }, incoming: null });
}

/** Shows a newer drawing of the same photo and frees the older one. */
export function replaceDrawing(work: FinishedWork, result: RenderResult, recipe: Recipe): void {
  const { photo } = work;
  patch('photo', { work: { photo, drawing: adoptDrawing(photo, result, recipe) } });
  bitmaps.free(work.drawing.bitmapId);
}

/** Takes the incoming photo out of the store; returns it, for the engine to forget. */
export function takeAwayIncoming(): OpenedPhoto | null {
  const { incoming } = getState().photo;
  if (!incoming) return null;
  patch('photo', { incoming: null });
  bitmaps.free(incoming.previewId);
  return incoming;
}

/** Takes the shown work out of the store; returns its photo, for the engine to forget. */
export function takeAwayWork(): OpenedPhoto | null {
  const { work } = getState().photo;
  if (!work) return null;
  patch('photo', { work: null });
  bitmaps.free(work.drawing.bitmapId);
  bitmaps.free(work.photo.previewId);
  return work.photo;
}

function adoptDrawing(photo: OpenedPhoto, result: RenderResult, recipe: Recipe): Drawing {
  const { bitmap, faces, timingsMs } = result;
  const notices = [...photo.notices, ...result.notices];
  return { recipe, bitmapId: bitmaps.adopt(bitmap), faces, notices, timingsMs };
}
