import type { CloseUp, Recipe, ThumbnailsOrder } from '#sdk/index.ts';
import type { Headway } from '../shared/state/jobSlice.ts';
import { joinPhases } from '../shared/phases.ts';
import type { FinishedWork } from '../shared/state/photoSlice.ts';
import type { SettingsSlice } from '../shared/state/settingsSlice.ts';
import { outputOf, engine, withFile, developWeights } from './engine.ts';

// Drawings that are not the shown one. Unlike the actions, these reject.

/** What a file becomes. */
export type FileOutput = Pick<SettingsSlice, 'format' | 'shape' | 'besidePhoto'>;

/** What to draw of a file that is not shown. */
interface FileOrder {
  readonly recipe: Recipe;
  readonly output: FileOutput;
  readonly signal: AbortSignal;
  readonly onProgress: (headway: Headway) => void;
  /** Is shown the photo at preview size, which is closed afterwards. */
  readonly look: (preview: ImageBitmap) => Promise<void>;
}

/**
 * Draws a photo at its own size and forgets it again; what is shown meanwhile stays. Unlike the actions
 * it rejects: with an `EngineError`, or with an `AbortError` as soon as the signal says so.
 */
export async function drawFile(file: Blob, order: FileOrder): Promise<Blob> {
  const { recipe, output, signal, onProgress, look } = order;
  const { format, ...layout } = output;
  const phase = joinPhases(developWeights, onProgress);
  const { photoId, preview } = await engine().open(file, { signal, onProgress: phase(0) });
  try {
    await look(preview);
    const options = { signal, onProgress: phase(1) };
    const whole = { ...outputOf(format), ...layout };
    return await engine().encode(photoId, withFile(recipe), whole, options);
  } finally {
    preview.close();
    engine().release(photoId);
  }
}

/** Draws a person of the shown photo small in several styles. Rejects as `drawFile` does. */
export async function drawThumbnails(
  photoId: string,
  order: ThumbnailsOrder,
  signal: AbortSignal,
): Promise<void> {
  await engine().thumbnails(photoId, order, { signal });
}

/** Draws the shown photo as wide as that, at most at its own size. Rejects as `drawFile` does. */
export async function drawCloseUp(
  { photo, drawing }: FinishedWork,
  widthPx: number,
  signal: AbortSignal,
): Promise<CloseUp | null> {
  return await engine().closeUp(photo.photoId, withFile(drawing.recipe), widthPx, { signal });
}
