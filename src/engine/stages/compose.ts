import { blurredBackdrop } from '#domain/compose/backdrop.ts';
import {
  type Backdrop,
  type Composition,
  prepareComposition,
} from '#domain/compose/composition.ts';
import { isAbort, toEngineError } from '#domain/job/errors.ts';
import { layerSeam } from '#domain/compose/faceLayer.ts';
import { gentleShare } from '#domain/face/fidelity.ts';
import { foregroundColours } from '#domain/compose/foreground.ts';
import { scaleAffine } from '#domain/picture/geometry.ts';
import { createRaster, cutRaster, type Plane, type Raster } from '#domain/picture/raster.ts';
import { defaultBlur } from '#domain/job/recipe.ts';
import { downscale } from '#domain/picture/resample.ts';
import type { Artwork } from './artwork.ts';
import { composeCloseUp } from '../composing/closeUp.ts';
import { composeFile, composePicture, type FinishedPicture } from '../composing/compositor.ts';
import type { CloseUp, FaceSummary, Output } from '../contract.ts';
import { cutFace } from '../faces/faces.ts';
import type { JobRun } from '../jobs/jobRun.ts';
import { checkpoint } from '../jobs/jobs.ts';
import { bitmapOf } from '../pixels/photoPixels.ts';
import { Preview } from '../composing/preview.ts';

const noTexture = { grain: 0, paper: 0 };

/** The picture on the screen. */
export async function composePreview(run: JobRun, artwork: Artwork): Promise<ImageBitmap> {
  const { photo, recipe } = artwork;
  const { strength, ...rest } = recipe;
  const key = JSON.stringify(rest);
  return await run.stage('compose', async () => {
    const preview =
      photo.previews.get(key) ?? new Preview(compositionOf(artwork), photo.previewRaster);
    photo.previews.set(key, preview);
    return await bitmapOf(await preview.at(strength, stripReporter(run)));
  });
}

/** The picture for a file. */
export async function composeFull(
  run: JobRun,
  artwork: Artwork,
  output: Output,
): Promise<FinishedPicture> {
  const { photo, recipe } = artwork;
  const composition = compositionOf(artwork);
  return await run.stage('compose', () =>
    composeFile(composition, photo.bitmap, recipe.strength, output, stripReporter(run)),
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
  const { photo, recipe } = artwork;
  const composition = compositionOf(artwork);
  try {
    return await run.stage('compose', () =>
      composeCloseUp(composition, photo.bitmap, recipe.strength, whenFree),
    );
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

/** The people's colours in a picture: the same for every background, colour and strength. */
const peoplesColours = new WeakMap<Raster, Raster>();

function keptColours(picture: Raster, people: Plane): Raster {
  const known = peoplesColours.get(picture) ?? foregroundColours(picture, people);
  peoplesColours.set(picture, known);
  return known;
}

/** What the recipe puts behind the people. */
function backdropOf({
  people,
  photo,
  picture,
  recipe,
  ready,
  scene,
}: Artwork): Backdrop | undefined {
  const { background = 'drawn', backdrop = {} } = recipe;
  if (!people || background === 'drawn') return undefined;
  if (background === 'photo') return { people, behind: background };
  const { width, height } = people;
  const drawing = scene.width > width ? downscale(scene, width, height) : scene;
  const edges = {
    drawing: keptColours(drawing, people),
    photo: keptColours(photo.previewRaster, people),
  };
  const { colours = ready.style.backdrop, blur = defaultBlur } = backdrop;
  switch (background) {
    case 'none':
      return { people, edges, behind: background };
    case 'blurred':
      return { people, edges, behind: blurredBackdrop(drawing, people, blur) };
    case 'picture':
      return { people, edges, behind: picture ?? { kind: 'plain', colours } };
    case 'plain':
    case 'gradient':
    case 'dots':
    case 'rays':
    case 'paper':
      return { people, edges, behind: { kind: background, colours } };
  }
}

function compositionOf(artwork: Artwork): Composition {
  const { photo, size, ready, scene, layers } = artwork;
  return prepareComposition({
    photoWidth: photo.bitmap.width,
    photoHeight: photo.bitmap.height,
    outputWidth: size.width,
    outputHeight: size.height,
    scene,
    faces: layers,
    texture: ready.style.texture,
    backdrop: backdropOf(artwork),
  });
}

function stripReporter(run: JobRun): (done: number, total: number) => Promise<void> {
  return async (done, total) => {
    run.events.progress('compose', done, total);
    await checkpoint(run.signal);
  };
}
