import { blurredBackdrop, plainBackdrop } from '#domain/backdrop.ts';
import { cameraExif } from '#domain/cameraExif.ts';
import { prepareComposition, type Backdrop, type Composition } from '#domain/compose.ts';
import { detailOf, type Detail } from '#domain/detail.ts';
import { type FaceLayer, layerSeam } from '#domain/faceLayer.ts';
import { easingOf, type Fidelity } from '#domain/fidelity.ts';
import { affineScale, scaleAffine } from '#domain/geometry.ts';
import { drawGuide } from '#domain/guide.ts';
import type { Plane, Raster } from '#domain/raster.ts';
import {
  defaultRecipe,
  faceRecipe,
  hasOwnStrength,
  stylesOf,
  validateRecipe,
  type Recipe,
} from '#domain/recipe.ts';
import { isAbort, toEngineError } from '#domain/errors.ts';
import { visionModels } from '#domain/visionModels.ts';
import { composeCloseUp } from './closeUp.ts';
import { composeFile, encodePicture, type FinishedPicture } from './compositor.ts';
import type {
  CloseUp,
  EngineSettings,
  FaceSummary,
  Notice,
  Output,
  PhotoInfo,
  PhotoSource,
} from './contract.ts';
import { decodePhoto } from './decode.ts';
import { detectFaces } from './detector.ts';
import { DownloadTally } from './downloadTally.ts';
import {
  alignedFace,
  cropsOverlap,
  cutFace,
  faceNotices,
  planFace,
  type Face,
  type FacePlan,
} from './faces.ts';
import { measureFidelity } from './fidelity.ts';
import { drawFace, drawScene } from './generator.ts';
import { Generators, type Generator } from './generators.ts';
import { JobRun } from './jobRun.ts';
import { checkpoint } from './jobs.ts';
import { ModelStore } from './modelStore.ts';
import { OpenPhoto } from './openPhoto.ts';
import { bitmapOf, fitWithin, readPhoto } from './photoPixels.ts';
import { findPeople } from './people.ts';
import { Preview } from './preview.ts';
import { RecentMap } from './recentMap.ts';
import { ResultCache } from './resultCache.ts';
import { faceThumbnail, sceneThumbnail } from './thumbnail.ts';
import {
  SEGMENTER_FILES,
  segmenterTask,
  VISION_FILES,
  visionTasks,
  type VisionTasks,
} from './visionTasks.ts';
import type { Engine } from './workerApi.ts';

/** Photos kept decoded; an older one is decoded again when it is asked for. */
const OPEN_PHOTOS = 2;
/** Long side of the scene's drawing: what lies around the faces needs no more detail. */
const SCENE_SIDE_PX = 1024;
/** Enlarged more than this, a drawing takes its finest detail from the photo. */
const DETAIL_FROM = 1.3;

interface Ready {
  /** Of the style that the scene and most faces are drawn in. */
  readonly generator: Generator;
  /** Of every style that the recipe asks for, by id. */
  readonly generators: ReadonlyMap<string, Generator>;
  readonly vision: VisionTasks;
}

/** A face to lay over the scene, and how true it is to the photo. */
interface DrawnLayer extends FaceLayer {
  readonly faceId: number;
  readonly fidelity: Fidelity;
}

/** Everything a picture is composed of, and what it was made with. */
interface Artwork {
  readonly photo: OpenPhoto;
  readonly recipe: Recipe;
  readonly ready: Ready;
  readonly faces: readonly Face[];
  readonly scene: Raster;
  readonly sceneDetail?: Detail | undefined;
  readonly layers: readonly DrawnLayer[];
  /** Present where something else lies behind them. */
  readonly people: Plane | undefined;
  /** Whether what is known of the same picture served it. */
  readonly isRecalled: boolean;
}

/** The pipeline: decode → detect → landmarks → draw the scene → draw each face → compose → encode. */
export function createEngine(settings: EngineSettings): Engine {
  const store = new ModelStore(new URL('models/', settings.assetBaseUrl).href);
  const generators = new Generators(store, settings);
  const visionStore = new ModelStore(new URL('mediapipe/', settings.assetBaseUrl).href);
  const vision = visionTasks(visionStore);
  const segmenter = segmenterTask(visionStore);
  const photos = new RecentMap<string, OpenPhoto>(OPEN_PHOTOS, (photo) => photo.close());
  const results = new ResultCache();

  /** The styles' generators and the face models, downloaded and set up if this is their first use. */
  async function prepare(run: JobRun, styleIds: readonly [string, ...string[]]): Promise<Ready> {
    const styles = await Promise.all(styleIds.map((styleId) => store.style(styleId)));
    const files = await Promise.all(styles.map((style) => generators.files(style)));
    const distinct = new Map([...files.flat(), ...VISION_FILES].map((file) => [file.name, file]));
    const { hear } = new DownloadTally(run.events, [...distinct.values()]);
    const everyStyle = Promise.all(styles.map((style) => generators.get(style, hear)));
    const [ready, tasks] = await run.wait(Promise.all([everyStyle, vision.get(hear)]));
    const byId = new Map(ready.map((generator) => [generator.style.id, generator]));
    const generator = byId.get(styleIds[0])!;
    run.events.backend(generator.choice);
    return { generator, generators: byId, vision: tasks };
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

  /** Tells a photo that nothing is known of what is known of its picture. False if that is nothing. */
  function recall(photo: OpenPhoto): boolean {
    return !photo.faces && results.recall(photo);
  }

  /** Draws the scene and the faces, then hands them to `finish`; the photo stays open until then. */
  async function draw<T>(
    run: JobRun,
    source: PhotoSource,
    wanted: Recipe,
    finish: (artwork: Artwork) => Promise<T>,
  ): Promise<T> {
    const recipe = validateRecipe(wanted);
    const ready = await prepare(run, stylesOf(recipe));
    const photo = await decode(run, source);
    return await photo.use(async () => {
      const isRecalled = recall(photo);
      const faces = await findFaces(run, photo, ready.vision);
      const scene = await sceneDrawing(run, photo, ready.generator);
      const layers = await faceLayers(run, photo, faces, ready, recipe);
      const people = await peopleOf(run, photo, faces, recipe, scene);
      results.keep(photo);
      return await finish({ photo, recipe, ready, faces, scene, layers, people, isRecalled });
    });
  }

  /** Where people are, if the recipe puts something else behind them; the photo of nobody stays as it is drawn. */
  async function peopleOf(
    run: JobRun,
    photo: OpenPhoto,
    faces: readonly Face[],
    { background = 'drawn' }: Recipe,
    scene: Raster,
  ): Promise<Plane | undefined> {
    if (background === 'drawn' || faces.length === 0) return undefined;
    const { hear } = new DownloadTally(run.events, SEGMENTER_FILES);
    const task = await run.wait(segmenter.get(hear));
    const summaries = faces.map(({ summary }) => summary);
    photo.people ??= await run.stage('detect', () =>
      findPeople(task, photo.bitmap, summaries, scene, run.signal),
    );
    return photo.people;
  }

  return {
    plannedBackend: () => generators.plannedBackend(),

    async styles() {
      const { styles } = await store.manifest();
      return styles.map(({ id, names, licence, bytes, thumbnail }) => ({
        id,
        names,
        licence,
        sizeBytes: bytes,
        thumbnailUrl: store.url(thumbnail),
      }));
    },

    async open(job, source) {
      const photo = await decode(new JobRun(job), source);
      return await photo.use(() => photoInfo(source, photo));
    },

    async load(job, styleId) {
      const run = new JobRun(job);
      const { generator } = await prepare(run, [styleId]);
      // Small, and whoever loads ahead may be about to lose the network.
      await run.wait(visionStore.file(visionModels.segmenter, () => undefined));
      return generator.choice;
    },

    async render(job, source, wanted) {
      const run = new JobRun(job);
      return await draw(run, source, wanted, async (artwork) => {
        const bitmap = await composePreview(run, artwork);
        const faces = summaries(artwork, settings.diagnostics);
        return {
          bitmap,
          faces,
          notices: faceNotices(faces, artwork.recipe.strength),
          timingsMs: run.timingsMs,
          backend: artwork.ready.generator.choice,
          isRecalled: artwork.isRecalled,
        };
      });
    },

    async encode(job, source, wanted, output) {
      const run = new JobRun(job);
      return await draw(run, source, wanted, async (artwork) => {
        const picture = await composeFull(run, artwork, output);
        const exif = exifFor(artwork.photo, output);
        return await run.stage('encode', () => encodePicture(picture, output, exif));
      });
    },

    async thumbnail(job, source, { faceId, styleId, drawnStyleId }) {
      const run = new JobRun(job);
      await job.whenFree();
      const style = await store.style(styleId);
      if (style.sha256 !== (await store.style(drawnStyleId)).sha256) return null;
      const { generator, vision } = await prepare(run, [styleId]);
      const photo = await decode(run, source);
      return await photo.use(async () => {
        recall(photo);
        const faces = await findFaces(run, photo, vision);
        const face = faces.find(({ summary }) => summary.faceId === faceId);
        const plan = face && plannedFace(photo, face, generator, defaultRecipe(styleId));
        const drawing = await run.stage(plan ? 'face' : 'scene', () =>
          plan
            ? faceThumbnail(generator, photo.bitmap, plan, job.whenFree)
            : sceneThumbnail(generator, photo.bitmap, job.whenFree),
        );
        return await bitmapOf(drawing);
      });
    },

    async closeUp(job, source, wanted, widthPx) {
      const run = new JobRun(job);
      await job.whenFree();
      return await draw(run, source, wanted, async (artwork) => {
        return await composeLarge(run, artwork, widthPx, job.whenFree);
      });
    },

    release: (photoId) => photos.delete(photoId),
  };
}

async function photoInfo(source: PhotoSource, photo: OpenPhoto): Promise<PhotoInfo> {
  const { header, bitmap, previewRaster } = photo;
  const notices: Notice[] = [];
  if (header.animated) notices.push('animatedFirstFrame');
  if (header.cmyk) notices.push('cmykConverted');
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

/** The whole photo drawn, unwarped and without a guide: everything that is not a face. */
async function sceneDrawing(run: JobRun, photo: OpenPhoto, generator: Generator): Promise<Raster> {
  const kept = photo.scenes.get(generator.style.id);
  if (kept) return kept;
  const { width, height } = fitWithin(photo.bitmap, SCENE_SIDE_PX);
  const scene = await run.stage('scene', () =>
    drawScene(generator, readPhoto(photo.bitmap, width, height), async (done, total) => {
      run.events.progress('scene', done, total);
      await checkpoint(run.signal);
    }),
  );
  photo.scenes.set(generator.style.id, scene);
  return scene;
}

/** Each aligned face drawn from the warped photo, with its guide; only what is not kept is drawn anew. */
async function faceLayers(
  run: JobRun,
  photo: OpenPhoto,
  faces: readonly Face[],
  { generators, vision }: Ready,
  recipe: Recipe,
): Promise<readonly DrawnLayer[]> {
  const plans: PlannedFace[] = [];
  for (const face of faces) {
    await checkpoint(run.signal);
    const { styleId } = faceRecipe(recipe, face.summary.faceId);
    const plan = plannedFace(photo, face, generators.get(styleId)!, recipe);
    if (plan) plans.push(plan);
  }
  const warps = plans.map(({ warp }) => warp);
  const keys = plans.map((plan) => drawingKey(plan, plans));
  const drawn = keys.map((key) => photo.drawings.get(key));
  const missing = drawn.filter((face) => face === undefined).length;
  const draw = async (): Promise<void> => {
    let done = 0;
    for (const [index, { warp, landmarks, generator }] of plans.entries()) {
      if (drawn[index]) continue;
      run.events.progress('face', done++, missing);
      await checkpoint(run.signal);
      const model = {
        crop: cutFace(photo.bitmap, warp, warps),
        guide: drawGuide(landmarks),
        landmarks,
      };
      const drawing = await drawFace(generator, model.crop, model.guide);
      const fidelity = measureFidelity(vision.landmarker, model, drawing.colour);
      photo.drawings.set(keys[index]!, { drawing, fidelity });
      drawn[index] = { drawing, fidelity };
    }
  };
  if (missing > 0) await run.stage('face', draw);
  return plans.map(({ faceId, warp, generator }, index) => {
    const { drawing, fidelity } = drawn[index]!;
    const isOwn = hasOwnStrength(recipe, faceId);
    return {
      ...warp,
      faceId,
      drawing,
      fidelity,
      ownStrength: isOwn ? faceRecipe(recipe, faceId).strength : undefined,
      // Who sets a person's strength by hand has looked, and gets it.
      easing: isOwn ? 1 : easingOf(fidelity, generator.style.limits),
    };
  });
}

/** What is told of the faces once they are drawn. */
function summaries(artwork: Artwork, diagnostics: boolean): readonly FaceSummary[] {
  const { photo, faces, layers, scene } = artwork;
  const sceneFromPhoto = scaleAffine<'photo', 'output'>(
    scene.width / photo.bitmap.width,
    scene.height / photo.bitmap.height,
  );
  return faces.map(({ summary }) => {
    const layer = layers.find(({ faceId }) => faceId === summary.faceId);
    // Who is left as the photo shows them was not drawn.
    if (!layer || layer.ownStrength === 0) return summary;
    const { fidelity, easing } = layer;
    const seam = diagnostics && {
      seam: layerSeam(layer, layers, scene, sceneFromPhoto, cutFace(photo.bitmap, layer, layers)),
    };
    return { ...summary, fidelity: { ...fidelity, easing, ...seam } };
  });
}

interface PlannedFace extends FacePlan {
  readonly faceId: number;
  readonly generator: Generator;
  /** What the plan was made of. */
  readonly key: string;
}

function plannedFace(
  photo: OpenPhoto,
  { summary, aligned }: Face,
  generator: Generator,
  recipe: Recipe,
): PlannedFace | undefined {
  if (!aligned) return undefined;
  const { faceId, reliability } = summary;
  const amount = faceRecipe(recipe, faceId).exaggeration * reliability;
  const { id, proportions } = generator.style;
  const key = `${faceId} ${id} ${amount}`;
  const plan = photo.plans.get(key) ?? planFace(aligned, proportions, amount);
  photo.plans.set(key, plan);
  return { ...plan, faceId, generator, key };
}

/** What a face's drawing depends on: its own plan, and those whose warps reach into its crop. */
function drawingKey(face: PlannedFace, all: readonly PlannedFace[]): string {
  const near = all.filter((other) => other !== face && cropsOverlap(face.warp, other.warp));
  return [face, ...near].map(({ key }) => key).join(', ');
}

async function composePreview(run: JobRun, artwork: Artwork): Promise<ImageBitmap> {
  const { photo, recipe } = artwork;
  const { strength, ...rest } = recipe;
  const key = JSON.stringify(rest);
  return await run.stage('compose', async () => {
    const preview =
      photo.previews.get(key) ??
      new Preview(compositionAt(artwork, photo.previewSize), photo.previewRaster);
    photo.previews.set(key, preview);
    return await bitmapOf(await preview.at(strength, stripReporter(run)));
  });
}

/** What the output keeps of the photo's EXIF block; undefined when that is nothing. */
function exifFor({ header, bitmap }: OpenPhoto, { metadata }: Output): Uint8Array | undefined {
  return metadata === 'camera' && header.exif ? cameraExif(header.exif, bitmap) : undefined;
}

async function composeFull(
  run: JobRun,
  artwork: Artwork,
  output: Output,
): Promise<FinishedPicture> {
  const { photo, recipe } = artwork;
  return await run.stage('compose', () =>
    composeFile(
      compositionAt(withDetail(artwork, photo.bitmap.width), photo.bitmap),
      photo.bitmap,
      recipe.strength,
      output,
      stripReporter(run),
    ),
  );
}

/** The picture on the screen at more px than a preview has; null where there is no memory for it. */
async function composeLarge(
  run: JobRun,
  artwork: Artwork,
  widthPx: number,
  whenFree: () => Promise<void>,
): Promise<CloseUp | null> {
  const { photo, recipe } = artwork;
  const width = Math.min(widthPx, photo.bitmap.width);
  const height = Math.max(1, Math.round((photo.bitmap.height * width) / photo.bitmap.width));
  const composition = compositionAt(withDetail(artwork, width), { width, height });
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

/** The artwork for a picture of that width, where it is finer than what was drawn. */
function withDetail(artwork: Artwork, outputWidth: number): Artwork {
  const { photo, scene, layers } = artwork;
  const { bitmap } = photo;
  const isFiner = outputWidth > DETAIL_FROM * scene.width;
  const photoFromOutput = bitmap.width / outputWidth;
  return {
    ...artwork,
    sceneDetail: isFiner
      ? detailOf(readPhoto(bitmap, scene.width, scene.height), scene)
      : undefined,
    layers: layers.map((layer) =>
      DETAIL_FROM * affineScale(layer.cropFromPhoto) * photoFromOutput > 1
        ? layer
        : { ...layer, detail: detailOf(cutFace(bitmap, layer, layers), layer.drawing.colour) },
    ),
  };
}

/** What the recipe puts behind the people. */
function backdropOf({ people, recipe, ready, scene }: Artwork): Backdrop | undefined {
  const { background = 'drawn' } = recipe;
  if (!people) return undefined;
  switch (background) {
    case 'photo':
    case 'none':
      return { people, behind: background };
    case 'blurred':
      return { people, behind: blurredBackdrop(scene, people) };
    case 'plain':
      return { people, behind: plainBackdrop(ready.generator.style.backdrop) };
    case 'drawn':
      return undefined;
  }
}

function compositionAt(
  artwork: Artwork,
  output: { readonly width: number; readonly height: number },
): Composition {
  const { photo, ready, scene, sceneDetail, layers } = artwork;
  return prepareComposition({
    photoWidth: photo.bitmap.width,
    photoHeight: photo.bitmap.height,
    outputWidth: output.width,
    outputHeight: output.height,
    scene,
    sceneDetail,
    faces: layers,
    texture: ready.generator.style.texture,
    backdrop: backdropOf(artwork),
  });
}

function stripReporter(run: JobRun): (done: number, total: number) => Promise<void> {
  return async (done, total) => {
    run.events.progress('compose', done, total);
    await checkpoint(run.signal);
  };
}
