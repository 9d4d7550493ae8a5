import { currentRecipe } from '#app/photo/recipes.ts';
import { getState, watch } from '#app/shared/state/store.ts';
import type { EmbedErrorCode, OutputWish, Report } from '../protocol/messages.ts';
import { codeOf, drawResult } from './results.ts';
import { isFromHost, isHostPhotoWaiting } from './photos.ts';

/** An export that the page asks for. */
export type ExportOrder = OutputWish & { readonly id: number };

let running: { readonly id: number; readonly own: AbortController } | null = null;

/** Draws a photo of the page into a file for it. A photo that a person chose is refused, whatever happens meanwhile. */
export async function exportForHost(
  { id, ...wish }: ExportOrder,
  report: (report: Report) => void,
): Promise<void> {
  const fail = (code: EmbedErrorCode): void => report({ type: 'error', code, id });
  if (running) return fail('BUSY');
  const own = new AbortController();
  running = { id, own };
  try {
    await settled(own.signal);
    const { work } = getState().photo;
    if (!work) fail('NO_PHOTO');
    else if (!isFromHost(work.photo)) fail('USER_PHOTO');
    else {
      const { photo, drawing } = work;
      // As the page has asked for it by now, which may be drawn in the frame a moment later.
      const recipe = currentRecipe(drawing.recipe.styleId, getState().photo);
      const file = await drawResult({ photo, recipe }, wish, { signal: own.signal });
      report({ type: 'result', id, ...file });
    }
  } catch (error) {
    fail(codeOf(error));
  } finally {
    running = null;
  }
}

/** Ends the export of that id, or whichever runs. */
export function cancelHostExport(id = running?.id): void {
  if (running && running.id === id) running.own.abort();
}

/** Resolves once what was asked for is drawn or has failed. */
async function settled(signal: AbortSignal): Promise<void> {
  let stop: (() => void) | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error));
      stop = watch(
        ({ job }) => job.draw.status,
        (status) => {
          if (status !== 'running' && !isHostPhotoWaiting()) resolve();
        },
      );
    });
  } finally {
    stop?.();
  }
}
