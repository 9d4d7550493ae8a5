import { cameraExif } from '#domain/files/cameraExif.ts';
import { cropAround } from '#domain/compose/crop.ts';
import type { Plane } from '#domain/picture/raster.ts';
import { defaultRecipe, type Recipe, stylesOf, validateRecipe } from '#domain/job/recipe.ts';
import { visionModels } from '#domain/model/visionModels.ts';
import {
  analysePhoto,
  headEncoding,
  type Hooks,
  paintPhoto,
  plannedFace,
  plannedSummaries,
  type Ready,
  type Size,
} from './artwork.ts';
import { encodePicture } from './compositor.ts';
import type {
  EngineSettings,
  Notice,
  Output,
  PhotoInfo,
  PhotoSource,
  RenderResult,
} from './contract.ts';
import { decodePhoto } from './decode.ts';
import { detectFaces } from './detector.ts';
import { DownloadTally } from './downloadTally.ts';
import { alignedFace, type Face, faceNotices } from './faces.ts';
import { type Artwork, composeFull, composeLarge, composePreview, summariesOf } from './finish.ts';
import { JobRun } from './jobRun.ts';
import { checkpoint } from './jobs.ts';
import { type Model, ModelLoader } from './model.ts';
import { ModelStore } from './modelStore.ts';
import { OpenPhoto } from './openPhoto.ts';
import { findPeople } from './people.ts';
import { pictureOf } from './backdropPicture.ts';
import { bitmapOf } from './photoPixels.ts';
import { RecentMap } from './recentMap.ts';
import { ResultCache } from './resultCache.ts';
import { faceThumbnail, sceneThumbnail } from './thumbnail.ts';
import {
  segmenterFiles,
  segmenterTask,
  visionFiles,
  visionTasks,
  type VisionTasks,
} from './visionTasks.ts';
import type { Engine } from './workerApi.ts';

/** Photos kept decoded; an older one is decoded again when it is asked for. */
const openPhotos = 2;

/** What a job is drawn with, each part once it is there. */
interface Preparing extends Pick<Ready, 'style' | 'styles'> {
  readonly model: Promise<Model>;
  readonly vision: Promise<VisionTasks>;
  /** Whether the model is there already. */
  readonly isReady: () => boolean;
}

/** The pipeline: decode → detect → align → analyse → paint → compose → encode the file. */
export function createEngine(settings: EngineSettings): Engine {
  const store = new ModelStore(new URL('models/', settings.assetBaseUrl).href);
  const loader = new ModelLoader(store, settings);
  const visionStore = new ModelStore(new URL('mediapipe/', settings.assetBaseUrl).href);
  const vision = visionTasks(visionStore);
  const segmenter = segmenterTask(visionStore);
  const photos = new RecentMap<string, OpenPhoto>(openPhotos, (photo) => photo.close());
  const results = new ResultCache();

  /** Starts downloading and setting up the model and the face models, if this is their first use. */
  async function startPreparing(
    run: JobRun,
    styleIds: readonly [string, ...string[]],
  ): Promise<Preparing> {
    const wanted = await Promise.all(styleIds.map((styleId) => store.style(styleId)));
    const { hear } = new DownloadTally(run.events, [...(await loader.files()), ...visionFiles]);
    const styles = new Map(wanted.map((style) => [style.id, style]));
    let isReady = false;
    const tasks = run.wait(vision.get(hear));
    const model = run.wait(loader.get(hear)).then((loaded) => {
      run.events.backend(loaded.choice);
      isReady = true;
      return loaded;
    });
    // Both are awaited later; until then a failure must not be an unhandled rejection.
    for (const part of [tasks, model]) part.catch(() => undefined);
    return { styles, style: wanted[0]!, vision: tasks, model, isReady: () => isReady };
  }

  /** The model and the face models. */
  async function prepare(run: JobRun, styleIds: readonly [string, ...string[]]): Promise<Ready> {
    const { style, styles, ...parts } = await startPreparing(run, styleIds);
    const [model, tasks] = await Promise.all([parts.model, parts.vision]);
    return { model, vision: tasks, style, styles };
  }

  async function decode(run: JobRun, source: PhotoSource): Promise<OpenPhoto> {
    const known = photos.get(source.photoId);
    if (known) return known;
    const decoded = await run.stage('decode', () => decodePhoto(source.blob));
    if (run.signal.aborted) decoded.bitmap.close();
    await checkpoint(run.signal);
    const photo = new OpenPhoto(decoded);
    photos.set(source.photoId, photo);
    return photo;
  }

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
  ): Promise<T> {
    const recipe = validateRecipe(wanted);
    const { style, styles, ...parts } = await startPreparing(run, stylesOf(recipe));
    const photo = await decode(run, source);
    return await photo.use(async () => {
      const isRecalled = recall(photo);
      const size = sizeOf(photo);
      const tasks = await parts.vision;
      // While the model is still downloading, progress reports the download.
      const faces = await findFaces(parts.isReady() ? run : run.quiet(), photo, tasks);
      hooks.onFaces?.(plannedSummaries(photo, faces, styles, recipe));
      const ready = { style, styles, vision: tasks, model: await parts.model };
      await analysePhoto(run, photo, faces, ready.model, hooks.pace);
      const paintings = await paintPhoto(run, photo, faces, ready, recipe, size, hooks);
      const people = await peopleOf(run, photo, faces, recipe);
      const picture = people && (await pictureOf(photo, wanted));
      results.keep(photo);
      const made = { ...paintings, photo, recipe, ready, faces, size, people, picture };
      return await finish({ ...made, isRecalled });
    });
  }

  /** Where people are, if the recipe replaces the background; a photo without faces keeps its own. */
  async function peopleOf(
    run: JobRun,
    photo: OpenPhoto,
    faces: readonly Face[],
    { background = 'drawn' }: Recipe,
  ): Promise<Plane | undefined> {
    if (background === 'drawn' || faces.length === 0) return undefined;
    const { hear } = new DownloadTally(run.events, segmenterFiles);
    const task = await run.wait(segmenter.get(hear));
    const summaries = faces.map(({ summary }) => summary);
    photo.people ??= await run.stage('detect', () =>
      findPeople(task, photo.bitmap, summaries, photo.previewSize, run.signal),
    );
    return photo.people;
  }

  return {
    plannedBackend: () => loader.plannedBackend(),

    async styles() {
      const { model, styles } = await store.manifest();
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
        thumbnailUrl: store.url(thumbnail),
      }));
    },

    async open(job, source) {
      const photo = await decode(new JobRun(job), source);
      return await photo.use(() => photoInfo(source, photo));
    },

    async load(job, styleId) {
      const run = new JobRun(job);
      const { model } = await prepare(run, [styleId]);
      // Small, and the device may be about to go offline.
      await run.wait(visionStore.file(visionModels.segmenter, () => undefined));
      return model.choice;
    },

    async render(job, source, wanted) {
      const run = new JobRun(job);
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
      const sizeOf = ({ bitmap }: OpenPhoto): Size => bitmap;
      return await draw(run, source, wanted, sizeOf, async (artwork) => {
        const picture = await composeFull(run, artwork, cutAround(artwork, output));
        const exif = exifFor(artwork.photo, output);
        return await run.stage('encode', () => encodePicture(picture, output, exif));
      });
    },

    async thumbnail(job, source, { faceId, styleId }) {
      const run = new JobRun(job);
      await job.whenFree();
      const { model, vision: tasks, style } = await prepare(run, [styleId]);
      const photo = await decode(run, source);
      return await photo.use(async () => {
        recall(photo);
        const faces = await findFaces(run, photo, tasks);
        await analysePhoto(run, photo, faces, model, job.whenFree);
        const face = faces.find(({ summary }) => summary.faceId === faceId);
        const plan = face && plannedFace(photo, face, style, defaultRecipe(styleId));
        const drawing = await run.stage(plan ? 'face' : 'scene', () =>
          plan
            ? faceThumbnail(model, photo.bitmap, {
                style,
                plan,
                encoding: headEncoding(photo, plan.faceId, plan.face),
                pace: job.whenFree,
              })
            : sceneThumbnail(model, photo, style, job.whenFree),
        );
        return await bitmapOf(drawing);
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
      const finish = (artwork: Artwork) => composeLarge(run, artwork, job.whenFree);
      return await draw(run, source, wanted, sizeOf, finish, { pace: job.whenFree });
    },

    release: (photoId) => photos.delete(photoId),
  };
}

/** The output with the part that its shape leaves around the faces. */
function cutAround({ photo, faces }: Artwork, output: Output): Output {
  const { crop, shape } = output;
  if (crop || !shape) return output;
  const { width, height } = photo.bitmap;
  const boxes = faces.map(({ summary }) => summary.box);
  return { ...output, crop: cropAround({ width, height }, boxes, shape) };
}

async function photoInfo(source: PhotoSource, photo: OpenPhoto): Promise<PhotoInfo> {
  const { header, bitmap, previewRaster, isCutShort } = photo;
  const notices: Notice[] = [];
  if (header.animated) notices.push('animatedFirstFrame');
  if (header.cmyk) notices.push('cmykConverted');
  if (isCutShort) notices.push('cutShort');
  return {
    photoId: source.photoId,
    width: bitmap.width,
    height: bitmap.height,
    format: header.format,
    sizeBytes: source.blob.size,
    notices,
    preview: await bitmapOf(previewRaster),
  };
}

async function findFaces(
  run: JobRun,
  photo: OpenPhoto,
  vision: VisionTasks,
): Promise<readonly Face[]> {
  if (photo.faces) return photo.faces;
  const { signal, events } = run;
  const detections = await run.stage('detect', () => detectFaces(vision, photo.bitmap, signal));
  photo.faces = await run.stage('landmarks', async () => {
    const faces: Face[] = [];
    for (const detection of detections) {
      events.progress('landmarks', faces.length, detections.length);
      await checkpoint(signal);
      faces.push(alignedFace(vision, photo.bitmap, detection, faces.length));
    }
    return faces;
  });
  return photo.faces;
}

/** What the output keeps of the photo's EXIF block; undefined when that is nothing. */
function exifFor({ header, bitmap }: OpenPhoto, { metadata }: Output): Uint8Array | undefined {
  return metadata === 'camera' && header.exif ? cameraExif(header.exif, bitmap) : undefined;
}
