import type { Recipe } from '#sdk/index.ts';
import { engine, withFile } from '../photo/engine.ts';
import { thumbnailOfFile } from '../shared/thumbnails.ts';
import { firstSizePx } from './videoPlan.ts';

// Videos that are not shown. Unlike the actions, these reject.

/** What to draw of a video that is not shown. */
interface VideoFileOrder {
  readonly recipe: Recipe;
  readonly signal: AbortSignal;
  readonly onProgress: (headway: { readonly fraction: number }) => void;
}

/**
 * Draws a whole video as an MP4. Rejects with an `EngineError`, or with an `AbortError` as soon as the signal says so.
 */
export async function drawVideoFile(
  file: Blob,
  { recipe, signal, onProgress }: VideoFileOrder,
): Promise<Blob> {
  const { durationS } = await engine().openVideo(file, { signal });
  const order = { format: 'mp4', startS: 0, endS: durationS, longSidePx: firstSizePx } as const;
  const { blob } = await engine().drawVideo(file, withFile(recipe), order, { signal, onProgress });
  return blob;
}

const thumbnailSidePx = 512;

/** A square of 256 px out of a video's frame. Rejects where none can be decoded. */
export async function thumbnailOfVideo(file: Blob): Promise<Blob> {
  const { durationS } = await engine().openVideo(file);
  return await thumbnailOfFile(await engine().videoFrame(file, durationS / 4, thumbnailSidePx));
}
