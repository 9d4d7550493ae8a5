import type { CloseUp, Recipe, ThumbnailsOrder } from '#sdk/index.ts';
import type { Headway } from '../shared/state/jobSlice.ts';
import { joinPhases } from '../shared/phases.ts';
import type { FinishedWork } from '../shared/state/photoSlice.ts';
import type { SettingsSlice } from '../shared/state/settingsSlice.ts';
import { outputOf, engine, withFile, developWeights } from './engine.ts';

// Drawings that are not the shown one. Unlike the actions, these reject.

/** What a file becomes. */
export type FileOutput = Pick<SettingsSlice, 'format' | 'shape' | 'besidePhoto'>;

/** A drawing of a file and what becomes of it. */
export interface FileDrawing {
  readonly recipe: Recipe;
  readonly output: FileOutput;
}

/** How a file that is not shown is drawn. */
export interface FileJob {
  readonly signal: AbortSignal;
  readonly onProgress: (headway: Headway) => void;
  /** Is shown the photo at preview size, which is closed afterwards. */
  readonly look: (preview: ImageBitmap) => Promise<void>;
}

interface FileOrder extends FileJob {
  readonly drawings: readonly FileDrawing[];
}

/**
 * Draws a photo at its own size, in one way or in several, and forgets it again; what is shown meanwhile stays. Unlike
 * the actions it rejects: with an `EngineError`, or with an `AbortError` as soon as the signal says so.
 */
export async function drawFile(file: Blob, order: FileOrder): Promise<readonly Blob[]> {
  const { drawings, signal, onProgress, look } = order;
  const [openWeight, drawWeight] = developWeights;
  const phase = joinPhases([openWeight, ...drawings.map(() => drawWeight)], onProgress);
  const { photoId, preview } = await engine().open(file, { signal, onProgress: phase(0) });
  try {
    await look(preview);
    const files: Blob[] = [];
    for (const [index, { recipe, output }] of drawings.entries()) {
      const { format, ...layout } = output;
      const whole = { ...outputOf(format), ...layout };
      const options = { signal, onProgress: phase(index + 1) };
      files.push(await engine().encode(photoId, withFile(recipe), whole, options));
    }
    return files;
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
