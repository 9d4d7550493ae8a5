import type { PhotoInfo, Recipe, RenderOptions, RenderResult } from '#sdk/index.ts';
import { bitmaps, type HandleId, type IncomingFile, sources } from '../shared/handles.ts';
import type {
  Drawing,
  FinishedWork,
  OpenedPhoto,
  PartialDrawing,
} from '../shared/state/photoSlice.ts';
import { getState, patch } from '../shared/state/store.ts';

// Puts photos and drawings into the store and frees their bitmaps when they leave it.

/** Shows a freshly opened photo, of a known file or a new one; takes ownership of its preview. */
export function placeIncoming(
  info: PhotoInfo,
  file: IncomingFile,
  sourceId: HandleId = sources.adopt(file),
): OpenedPhoto {
  const { preview, ...facts } = info;
  const { fileName } = file;
  const incoming = { ...facts, sourceId, fileName, previewId: bitmaps.adopt(preview) };
  forgetUnfinished();
  patch('photo', { incoming });
  return incoming;
}

/** Keeps the file of the incoming photo, to go on with it later; there is one at most. */
export function leaveUnfinished(): void {
  const { incoming } = getState().photo;
  const file = incoming && sources.get(incoming.sourceId);
  if (!file) return;
  forgetUnfinished();
  patch('photo', { unfinishedId: sources.adopt(file) });
}

function forgetUnfinished(): void {
  const { unfinishedId } = getState().photo;
  if (unfinishedId === null) return;
  patch('photo', { unfinishedId: null });
  sources.free(unfinishedId);
}

/** Makes the incoming photo and its first drawing the shown work; takes ownership of the bitmap. */
export function placeDrawing(work: FinishedWork): void {
  patch('photo', { work, incoming: null });
}

/** Shows another drawing of the same photo and frees the older one. */
export function replaceDrawing({ drawing: older }: FinishedWork, work: FinishedWork): void {
  patch('photo', { work });
  bitmaps.free(older.bitmapId);
}

/** Takes the incoming photo out of the store; returns it, for the engine to forget. */
export function takeAwayIncoming(): OpenedPhoto | null {
  const { incoming } = getState().photo;
  if (!incoming) return null;
  patch('photo', { incoming: null });
  bitmaps.free(incoming.previewId);
  forgetSource(incoming.sourceId);
  return incoming;
}

/** Takes the shown work out of the store; returns its photo, for the engine to forget. */
export function takeAwayWork(): OpenedPhoto | null {
  const { work } = getState().photo;
  if (!work) return null;
  patch('photo', { work: null });
  bitmaps.free(work.drawing.bitmapId);
  bitmaps.free(work.photo.previewId);
  forgetSource(work.photo.sourceId);
  return work.photo;
}

/** Forgets a photo's file and what was set for it, unless it is shown or has a result. */
export function forgetSource(sourceId: HandleId): void {
  const { photo, history } = getState();
  const { [sourceId]: _own, ...timelines } = history.timelines;
  const inUse = [photo.incoming, photo.work?.photo, ...history.results.map(({ photo }) => photo)];
  if (inUse.some((other) => other?.sourceId === sourceId)) return;
  sources.free(sourceId);
  patch('history', { timelines });
}

/** Shows what there is of a drawing while it is being made; `end` takes it away. */
export function showPartial(): Pick<RenderOptions, 'onFaces' | 'onHead'> & {
  readonly end: () => void;
} {
  let shown: PartialDrawing = { faces: [], heads: {} };
  const show = (partial: PartialDrawing): void => {
    shown = partial;
    patch('photo', { partial });
  };
  return {
    onFaces: (faces) => show({ ...shown, faces }),
    onHead(faceId, bitmap) {
      const { [faceId]: older, ...others } = shown.heads;
      show({ ...shown, heads: { ...others, [faceId]: bitmaps.adopt(bitmap) } });
      if (older !== undefined) bitmaps.free(older);
    },
    end() {
      // A newer drawing may have begun meanwhile.
      if (getState().photo.partial === shown) patch('photo', { partial: null });
      Object.values(shown.heads).forEach((head) => bitmaps.free(head));
    },
  };
}

/** What the engine drew, for the store; takes ownership of the bitmap. */
export function adoptDrawing(photo: OpenedPhoto, result: RenderResult, recipe: Recipe): Drawing {
  const { bitmap, faces, timingsMs } = result;
  const notices = [...photo.notices, ...result.notices];
  return { recipe, bitmapId: bitmaps.adopt(bitmap), faces, notices, timingsMs };
}
