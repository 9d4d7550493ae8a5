import { areaKey } from '#domain/compose/brush/brush.ts';
import type { Stroke, StrokeArea, StrokeEffect } from '#domain/edit/strokes.ts';
import { isAbort, toEngineError } from '#domain/job/errors.ts';
import { layerSeam } from '#domain/compose/faceLayer.ts';
import { gentleShare } from '#domain/face/fidelity.ts';
import { scaleAffine } from '#domain/picture/geometry.ts';
import { createRaster, cutRaster, type Raster } from '#domain/picture/raster.ts';
import { noTexture } from '#domain/picture/texture.ts';
import type { Artwork } from './artwork.ts';
import { areaMaskOf, brushedPicture, brushPreview } from './brush.ts';
import { compositionOf } from './composition.ts';
import { composeCloseUp } from '../composing/closeUp.ts';
import { composeFile, composePicture, type FinishedPicture } from '../composing/compositor.ts';
import type { CloseUp, FaceSummary, Output } from '../contract.ts';
import { cutFace } from '../faces/faces.ts';
import type { JobRun } from '../jobs/jobRun.ts';
import { checkpoint } from '../jobs/jobs.ts';
import { bitmapOf } from '../pixels/photoPixels.ts';
import { Preview } from '../composing/preview.ts';

/** The picture on the screen. */
export async function composePreview(run: JobRun, artwork: Artwork): Promise<ImageBitmap> {
  const { recipe } = artwork;
  const preview = previewOf(artwork);
  const order = await brushPreview(artwork, preview);
  return await run.stage('compose', async () => {
    const reporter = stripReporter(run);
    const drawing = await preview.at(recipe.strength, reporter);
    return await bitmapOf(order ? await preview.brushed(drawing, order, reporter) : drawing);
  });
}

/** The picture on the screen as if the brush had been everywhere with one effect, and no stroke were there. */
export async function composeEffect(
  run: JobRun,
  artwork: Artwork,
  effect: StrokeEffect,
): Promise<ImageBitmap> {
  const preview = previewOf(artwork);
  const everywhere: Stroke = { effect, area: null, path: null };
  const order = await brushPreview(
    { ...artwork, recipe: { ...artwork.recipe, strokes: [everywhere] } },
    preview,
  );
  return await run.stage('compose', async () => {
    const reporter = stripReporter(run);
    const drawing = await preview.at(artwork.recipe.strength, reporter);
    return await bitmapOf(await preview.everywhere(drawing, effect, order!, reporter));
  });
}

/** An area's share of each pixel of the picture on the screen, 0..255. */
export function areaOnScreen(artwork: Artwork, area: StrokeArea): Uint8ClampedArray {
  const preview = previewOf(artwork);
  return preview.area(areaKey(area), () => areaMaskOf(artwork, area)).data;
}

/** What is kept of the artwork's preview: all but its strength and its strokes would make another one. */
function previewOf(artwork: Artwork): Preview {
  const { photo, recipe } = artwork;
  const { strength: _strength, strokes: _strokes, ...rest } = recipe;
  const key = JSON.stringify(rest);
  const preview =
    photo.previews.get(key) ?? new Preview(compositionOf(artwork), photo.previewRaster);
  photo.previews.set(key, preview);
  return preview;
}

/** The picture for a file. */
export async function composeFull(
  run: JobRun,
  artwork: Artwork,
  output: Output,
): Promise<FinishedPicture> {
  const { photo } = artwork;
  const picture = await brushedPicture(artwork);
  return await run.stage('compose', () =>
    composeFile(picture, photo.bitmap, output, stripReporter(run)),
  );
}

/** One frame of many at its own size, without the medium's texture; `photo` holds its px. */
export async function composeFrame(run: JobRun, artwork: Artwork, photo: Raster): Promise<Raster> {
  const composition = { ...compositionOf(artwork), texture: noTexture };
  const drawing = createRaster(photo.width, photo.height);
  await run.stage('compose', () =>
    composePicture({
      composition,
      readRows: ({ top, height }) => cutRaster(photo, { x: 0, y: top, width: photo.width, height }),
      strength: artwork.recipe.strength,
      beforeStrip: () => checkpoint(run.signal),
      write: ({ data }, top) => drawing.data.set(data, top * photo.width * 4),
    }),
  );
  return drawing;
}

/** The picture on the screen at more px than a preview has; null where there is no memory for it. */
export async function composeLarge(
  run: JobRun,
  artwork: Artwork,
  whenFree: () => Promise<void>,
): Promise<CloseUp | null> {
  const { photo } = artwork;
  // Other styles are painted with the model: what fails there concerns the worker.
  const picture = await brushedPicture(artwork);
  try {
    return await run.stage('compose', () => composeCloseUp(picture, photo.bitmap, whenFree));
  } catch (error) {
    // The runtimes have what they need: no reason to give this worker up.
    if (!isAbort(error) && toEngineError(error, 'compose').code === 'OUT_OF_MEMORY') return null;
    throw error;
  }
}

/** The summaries of the drawn faces; with `diagnostics` seams are measured too. */
export function summariesOf(artwork: Artwork, diagnostics: boolean): readonly FaceSummary[] {
  const { photo, faces, layers, scene } = artwork;
  const sceneFromPhoto = scaleAffine<'photo', 'output'>(
    scene.width / photo.bitmap.width,
    scene.height / photo.bitmap.height,
  );
  return faces.map(({ summary }) => {
    const layer = layers.find(({ faceId }) => faceId === summary.faceId);
    // At strength 0 a face stays as in the photo.
    if (!layer?.fidelity || layer.ownStrength === 0) return summary;
    const { fidelity, style, shape } = layer;
    // A strength that was set by hand needs no hint.
    const gentle = layer.ownStrength === undefined ? gentleShare(fidelity, style.limits) : 1;
    const seam = diagnostics && {
      seam: layerSeam(layer, layers, scene, sceneFromPhoto, cutFace(photo.bitmap, layer, layers)),
    };
    return { ...summary, ...shape, fidelity: { ...fidelity, gentleShare: gentle, ...seam } };
  });
}

function stripReporter(run: JobRun): (done: number, total: number) => Promise<void> {
  return async (done, total) => {
    run.events.progress('compose', done, total);
    await checkpoint(run.signal);
  };
}
