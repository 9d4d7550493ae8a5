import { validatePhotoEdit } from '#domain/edit/photoEdit.ts';
import { fitRecipe } from '#domain/job/fitRecipe.ts';
import { stylesOf } from '#domain/job/recipe.ts';
import { validateRecipe } from '#domain/job/validateRecipe.ts';
import { isOfPeople } from '#domain/compose/brush/areas.ts';
import type { Stroke, StrokeArea, StrokeEffect } from '#domain/edit/strokes.ts';
import type { Plane } from '#domain/picture/raster.ts';
import type { EngineSettings, PhotoSource, Recipe, RenderResult } from './contract.ts';
import { type Face, faceNotices, foundFace } from './faces/faces.ts';
import { frameSummary, FrameStream } from './frames/frameStream.ts';
import { JobRun } from './jobs/jobRun.ts';
import { checkpoint } from './jobs/jobs.ts';
import { decodePhoto } from './photo/decode.ts';
import { OpenPhoto } from './photo/openPhoto.ts';
import { photoInfo } from './photo/photoInfo.ts';
import { Photos } from './photo/photos.ts';
import { RecentMap } from './photo/recentMap.ts';
import { ResultCache } from './photo/resultCache.ts';
import { bitmapOf } from './pixels/photoPixels.ts';
import { analysePhoto } from './stages/analyse.ts';
import type { Artwork, Hooks, OtherStyle, Paintings, Size } from './stages/artwork.ts';
import { pictureOf } from './stages/backdropPicture.ts';
import {
  areaOnScreen,
  composeEffect,
  composeLarge,
  composePreview,
  summariesOf,
} from './stages/compose.ts';
import { findAllPeople, findFaces } from './stages/detect.ts';
import { encodeFile } from './stages/encodeFile.ts';
import { paintPhoto } from './stages/paint.ts';
import { plannedSummaries } from './stages/plan.ts';
import { inspectModel, tryModel } from './stages/ownModel.ts';
import { readStyle } from './stages/readStyle.ts';
import { ModelSetup } from './stages/prepare.ts';
import { drawThumbnail } from './stages/thumbnail.ts';
import type { Engine } from './workerApi.ts';

/** Streams of frames that are followed at a time. */
const openStreams = 2;

/** Paints a picture as its recipe asks for, or answers with what is kept of that. */
type PaintBase = (
  photoId: string,
  size: Size,
  recipe: Recipe,
  paint: () => Promise<Paintings>,
) => Promise<Paintings>;

/** A stroke that needs what an effect and an area need. */
const needing = (effect: StrokeEffect, area: StrokeArea): Stroke => ({ effect, area, path: null });

/** The pipeline: decode → detect → align → analyse → paint → compose → encode the file. */
export function createEngine(settings: EngineSettings): Engine {
  const setup = new ModelSetup(settings);
  const photos = new Photos();
  const results = new ResultCache();
  const streams = new RecentMap<string, FrameStream>(openStreams);
  /** Of the last close-up of a picture with strokes, and all that it was painted for. */
  let large: { readonly key: string; readonly paintings: Paintings } | undefined;

  /** Gives a newly opened photo the cached results of the same picture. False where there are none. */
  function recall(photo: OpenPhoto): boolean {
    return !photo.faces && results.recall(photo);
  }

  /** Paints for an output of that size, then hands it to `finish`; the photo stays open until then. */
  async function draw<T>(
    run: JobRun,
    source: PhotoSource,
    wanted: Recipe,
    sizeOf: (photo: OpenPhoto) => Size,
    finish: (artwork: Artwork) => Promise<T>,
    hooks: Hooks = { pace: () => checkpoint(run.signal) },
    paintBase: PaintBase = (_photoId, _size, _recipe, paint) => paint(),
  ): Promise<T> {
    const given = validateRecipe(wanted);
    const { style, styles, ...parts } = await setup.start(run, stylesOf(given), wanted.ownModels);
    const recipe = given.madeOn ? fitRecipe(given, await photos.fileSize(run, source)) : given;
    const photo = await photos.get(run, source, recipe.photo);
    return await photo.use(async () => {
      const isRecalled = recall(photo);
      const size = sizeOf(photo);
      const vision = await parts.vision;
      // While the model is still downloading, progress reports the download.
      const faces = await findFaces(parts.isReady() ? run : run.quiet(), photo, vision);
      hooks.onFaces?.(plannedSummaries(photo, faces, styles, recipe));
      const [model, ownModels] = await Promise.all([parts.model, parts.ownModels]);
      const ready = { style, styles, vision, model, ownModels };
      await analysePhoto(run, photo, faces, ready.model, hooks.pace);
      const paint = (other?: OtherStyle, paintHooks = hooks) =>
        paintPhoto(run, photo, faces, ready, recipe, size, paintHooks, other);
      const paintings = await paintBase(source.photoId, size, recipe, paint);
      const people = await peopleOf(run, photo, faces, recipe);
      const picture = people && (await pictureOf(photo, wanted));
      results.keep(photo);
      // Heads in another style are not what the drawing will show.
      const paintIn = (other: OtherStyle) => paint(other, { pace: hooks.pace });
      const made = { ...paintings, photo, recipe, ready, faces, size, people, picture, paintIn };
      return await finish({ ...made, isRecalled });
    });
  }

  /** Paints a close-up; one with strokes is kept, since the next stroke changes nothing of what lies below it. */
  const paintLarge: PaintBase = async (
    photoId,
    size,
    { strokes, strength: _strength, ...rest },
    paint,
  ) => {
    if (!strokes?.length) return await paint();
    const key = JSON.stringify([photoId, size.width, size.height, rest]);
    if (large?.key !== key) large = undefined;
    large ??= { key, paintings: await paint() };
    return large.paintings;
  };

  /**
   * Where people are, if the recipe replaces the background or the brush keeps to them; a photo without faces keeps its
   * own.
   */
  async function peopleOf(
    run: JobRun,
    photo: OpenPhoto,
    faces: readonly Face[],
    { background = 'drawn', strokes = [] }: Recipe,
  ): Promise<Plane | undefined> {
    const isNeeded = background !== 'drawn' || strokes.some(({ area }) => area && isOfPeople(area));
    if (!isNeeded || faces.length === 0) return undefined;
    return await findAllPeople(run, photo, faces, await setup.segmenter(run));
  }

  return {
    plannedBackend: () => setup.plannedBackend(),

    async styles() {
      const { model, styles } = await setup.store.manifest();
      const { licence, files } = model;
      const sizeBytes = Object.values(files).reduce((sum, { bytes }) => sum + bytes, 0);
      const chromaIndex = model.tensors.style.indexOf('scene.chroma');
      return styles.map(({ id, names, thumbnail, backdrop, paint }) => ({
        id,
        names,
        licence,
        sizeBytes,
        backdrop,
        chroma: paint[chromaIndex] ?? 1,
        thumbnailUrl: setup.store.url(thumbnail),
      }));
    },

    async open(job, source) {
      const photo = await photos.get(new JobRun(job), source);
      return await photo.use(() => photoInfo(source, photo));
    },

    async editPhoto(job, source, edit) {
      const photo = await photos.get(new JobRun(job), source, validatePhotoEdit(edit));
      return await photo.use(async () => {
        const { width, height } = photo.bitmap;
        return { width, height, preview: await bitmapOf(photo.previewRaster) };
      });
    },

    async findFaces(job, source) {
      const run = new JobRun(job);
      const vision = await setup.vision(run);
      const photo = await photos.get(run, source);
      return await photo.use(async () => (await findFaces(run, photo, vision)).map(foundFace));
    },

    async load(job, styleId) {
      const run = new JobRun(job);
      const { model } = await setup.ready(run, [styleId]);
      await setup.keepSegmenter(run);
      return model.choice;
    },

    async render(job, source, wanted) {
      const run = new JobRun(job);
      if (!wanted.strokes?.length) large = undefined;
      const sizeOf = (photo: OpenPhoto): Size => photo.previewSize;
      const finish = async (artwork: Artwork): Promise<RenderResult> => {
        const bitmap = await composePreview(run, artwork);
        const faces = summariesOf(artwork, settings.diagnostics);
        return {
          bitmap,
          faces,
          notices: faceNotices(faces, artwork.recipe.strength),
          timingsMs: run.timingsMs,
          backend: artwork.ready.model.choice,
          isRecalled: artwork.isRecalled,
        };
      };
      return await draw(run, source, wanted, sizeOf, finish, {
        pace: () => checkpoint(run.signal),
        onFaces: (faces) => run.events.faces(faces),
        onHead: async (faceId, drawing) => run.events.head(faceId, await bitmapOf(drawing)),
      });
    },

    async encode(job, source, wanted, output) {
      const run = new JobRun(job);
      // A file needs the memory.
      large = undefined;
      const sizeOf = ({ bitmap }: OpenPhoto): Size => bitmap;
      return await draw(run, source, wanted, sizeOf, (artwork) => encodeFile(run, artwork, output));
    },

    async thumbnail(job, source, { faceId, styleId, edit }) {
      const run = new JobRun(job);
      await job.whenFree();
      const ready = await setup.ready(run, [styleId]);
      const photo = await photos.get(run, source, edit && validatePhotoEdit(edit));
      return await photo.use(async () => {
        recall(photo);
        const faces = await findFaces(run, photo, ready.vision);
        await analysePhoto(run, photo, faces, ready.model, job.whenFree);
        const face = faces.find(({ summary }) => summary.faceId === faceId);
        return await bitmapOf(await drawThumbnail(run, photo, face, ready, job.whenFree));
      });
    },

    async closeUp(job, source, wanted, widthPx) {
      const run = new JobRun(job);
      await job.whenFree();
      const sizeOf = ({ bitmap, previewSize }: OpenPhoto): Size => {
        // Where people are is known at the preview's size: a smaller picture would not fit it.
        const width = Math.min(Math.max(widthPx, previewSize.width), bitmap.width);
        return { width, height: Math.max(1, Math.round((bitmap.height * width) / bitmap.width)) };
      };
      const finish = async (artwork: Artwork) => {
        const closeUp = await composeLarge(run, artwork, job.whenFree);
        // What there was no memory for need not be kept either.
        if (!closeUp) large = undefined;
        return closeUp;
      };
      return await draw(run, source, wanted, sizeOf, finish, { pace: job.whenFree }, paintLarge);
    },

    async brushPicture(job, source, { strokes: _strokes, ...wanted }, effect) {
      const run = new JobRun(job);
      await job.whenFree();
      const asking = { ...wanted, strokes: [needing(effect, { kind: 'hair' })] };
      const sizeOf = (photo: OpenPhoto): Size => photo.previewSize;
      const finish = (artwork: Artwork) => composeEffect(run, artwork, effect);
      return await draw(run, source, asking, sizeOf, finish, { pace: job.whenFree });
    },

    async brushArea(job, source, { strokes: _strokes, ...wanted }, area) {
      const run = new JobRun(job);
      await job.whenFree();
      const sizeOf = (photo: OpenPhoto): Size => photo.previewSize;
      const finish = async (artwork: Artwork) => areaOnScreen(artwork, area);
      const asking = { ...wanted, strokes: [needing({ kind: 'restore' }, area)] };
      return await draw(run, source, asking, sizeOf, finish, { pace: job.whenFree });
    },

    async frame(job, streamId, picture, recipe, timeS) {
      const run = new JobRun(job);
      const stream = streams.get(streamId) ?? new FrameStream(setup);
      streams.set(streamId, stream);
      const { drawing, faces, backend } = await stream.next(run, picture, recipe, {
        timeS,
        isThorough: false,
      });
      return {
        bitmap: await bitmapOf(drawing),
        faces: faces.map((face) => frameSummary(face, settings.diagnostics)),
        timingsMs: run.timingsMs,
        backend,
      };
    },

    async readStyle(job, picture) {
      const run = new JobRun(job);
      const photo = new OpenPhoto(await run.stage('decode', () => decodePhoto(picture)));
      return await photo.use(async () => {
        // Closed once it is read: nothing of it is kept.
        photo.close();
        const faces = await findFaces(run, photo, await setup.vision(run));
        const encoder = await setup.styleEncoder(run);
        return await run.stage('analyse', () => readStyle(photo, faces, encoder));
      });
    },

    inspectModel: (_job, model) => inspectModel(model),

    async tryModel(job, model, photo) {
      const run = new JobRun(job);
      const session = await run.stage('prepare', () => setup.ownModels.get(model));
      return await tryModel(run, session, photo);
    },

    // Photos do without the library that reads and writes videos.
    openVideo: async (job, file) => (await import('./video/video.ts')).videoInfo(job, file),
    videoFrame: async (job, ...given) => (await import('./video/video.ts')).stillOf(job, ...given),
    drawVideo: async (job, ...given) =>
      (await import('./video/video.ts')).drawVideo(job, setup, ...given),

    release(id) {
      large = undefined;
      photos.release(id);
      streams.delete(id);
    },
  };
}
