import { closeUpWidth } from '#domain/compose/closeUp.ts';
import { bitmaps, type HandleId } from '../shared/handles.ts';
import type { CloseUpView } from '../shared/state/photoSlice.ts';
import { drawCloseUp } from './offScreen.ts';
import { type AppState, getState, patch, watch } from '../shared/state/store.ts';

// Draws a picture that is looked at closely once more, sharper. Fetched with the first drawing.

/** Pulling, pinching and turning the wheel are over. */
const restMs = 400;
/** Photo and drawing both, in a bitmap and on a canvas: 200 MB, on a phone 96 MB. */
const mostPixels = { phone: 6_000_000, other: 12_500_000 } as const;
const phoneSidePx = 600;

let drawing: { readonly widthPx: number; readonly own: AbortController } | null = null;

/**
 * Keeps the zoomed picture as sharp as it can be shown, from now on; `shownWidthPx` tells how wide the whole of it
 * is, in device px. Returns the function that stops it and frees what it has drawn.
 */
export function followCloseUps(shownWidthPx: () => number): () => void {
  let resting: ReturnType<typeof setTimeout> | undefined;
  const stir = (): void => {
    clearTimeout(resting);
    resting = setTimeout(() => void lookClosely(shownWidthPx()), restMs);
  };
  const stops = [
    watch(shownWork, () => {
      stop();
      dropStale();
      stir();
    }),
    watch(({ photo }) => photo.zoom, stir),
  ];
  addEventListener('resize', stir);
  return () => {
    for (const unwatch of stops) unwatch();
    removeEventListener('resize', stir);
    clearTimeout(resting);
    stop();
    show(null);
  };
}

/** Changes with the drawing that a close-up is of, and while something is done that it makes way for. */
function shownWork({ photo, job }: AppState): string {
  const { work, incoming } = photo;
  const isBusy = job.draw.status === 'running' || job.save.status === 'running';
  return `${work?.photo.previewId} ${work?.drawing.bitmapId} ${isBusy || incoming !== null}`;
}

function stop(): void {
  drawing?.own.abort();
  drawing = null;
}

async function lookClosely(shownWidthPx: number): Promise<void> {
  const { photo, job } = getState();
  const { work, incoming, zoom, closeUp } = photo;
  if (!work || incoming || job.draw.status === 'running' || job.save.status === 'running') return;
  if (zoom.scale === 1) {
    stop();
    return show(null);
  }
  const { previewId } = work.photo;
  const { bitmapId } = work.drawing;
  const shown = bitmaps.get(closeUp?.sides[bitmapId] ?? bitmapId);
  const heldWidthPx = drawing?.widthPx ?? shown?.width;
  if (heldWidthPx === undefined) return;
  const most = mostPixels[Math.min(screen.width, screen.height) < phoneSidePx ? 'phone' : 'other'];
  const look = { photo: work.photo, shownWidthPx, heldWidthPx, mostPixels: most };
  const widthPx = closeUpWidth(look);
  if (widthPx === null) return;
  stop();
  const own = new AbortController();
  drawing = { widthPx, own };
  try {
    const drawn = await drawCloseUp(work, widthPx, own.signal);
    if (!drawn) return;
    if (own.signal.aborted) {
      drawn.photo.close();
      drawn.drawing.close();
      return;
    }
    show({
      widthPx,
      sides: {
        [previewId]: bitmaps.adopt(drawn.photo),
        [bitmapId]: bitmaps.adopt(drawn.drawing),
      },
    });
    drawing = null;
  } catch {
    // The soft picture stays; `drawing` does too, so that what failed is not tried again at once.
  }
}

/** Of the close-up only what is of the shown photo and drawing stays. */
function dropStale(): void {
  const { work, closeUp } = getState().photo;
  if (!closeUp) return;
  const kept = new Set<HandleId | undefined>([work?.photo.previewId, work?.drawing.bitmapId]);
  const sides = Object.entries(closeUp.sides).filter(([of]) => kept.has(Number(of)));
  show(sides.length > 0 ? { ...closeUp, sides: Object.fromEntries(sides) } : null);
}

/** Shows another close-up, or none, and frees what the older one has that this one lacks. */
function show(closeUp: CloseUpView | null): void {
  const older = Object.values(getState().photo.closeUp?.sides ?? {});
  const kept = new Set(Object.values(closeUp?.sides ?? {}));
  if (older.length === 0 && !closeUp) return;
  patch('photo', { closeUp });
  for (const id of older) if (!kept.has(id)) bitmaps.free(id);
}
