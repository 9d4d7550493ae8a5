import { mixLayers, moveLayers, flowBetween, flowSize } from '#domain/motion/flow.ts';
import { isCut } from '#domain/motion/cut.ts';
import { shareAt } from '#domain/motion/oneEuro.ts';
import { apartFromMotion, holdStill, restOf } from '#domain/motion/steady.ts';
import { mapLandmarks } from '#domain/face/landmarks.ts';
import { invertAffine } from '#domain/picture/geometry.ts';
import { lightnessOf } from '#domain/picture/lightness.ts';
import type { Plane, Raster } from '#domain/picture/raster.ts';
import type { Tensor } from '#domain/picture/tensor.ts';
import { stylesOf } from '#domain/job/recipe.ts';
import { validateRecipe } from '#domain/job/validateRecipe.ts';
import type { BackendChoice, FaceSummary, Recipe } from '../contract.ts';
import type { AlignedFace, Face } from '../faces/faces.ts';
import { findPeople } from '../faces/people.ts';
import type { JobRun } from '../jobs/jobRun.ts';
import { checkpoint } from '../jobs/jobs.ts';
import { encodeHead, encodeScene, type Encoding } from '../painting/encoding.ts';
import { OpenPhoto } from '../photo/openPhoto.ts';
import { bitmapOf, readPhoto } from '../pixels/photoPixels.ts';
import type { Artwork, Ready } from '../stages/artwork.ts';
import { pictureOf } from '../stages/backdropPicture.ts';
import { composeFrame } from '../stages/compose.ts';
import { paintPhoto } from '../stages/paint.ts';
import type { ModelSetup } from '../stages/prepare.ts';
import { calmed, stillnessOf, textureFrame } from './calm.ts';
import { FaceTracker } from './tracker.ts';

/** The encoder looks at the scene, and at each head, every so many frames; between them layers move along. */
const encodeEvery = 6;
/** How much of what was there before a new look at a picture keeps. */
const keptOfLayers = 0.35;
/** Palettes follow what the encoder sees this slowly. */
const paletteHz = 0.5;
/** How much of the frame before is kept where nothing moves: of the photo, of the drawing and of the people's mask. */
const keptOfPhoto = 0.7;
const keptOfDrawing = 0.75;
const keptOfPeople = 0.5;

/** What the encoder saw of a scene or a head, followed over time. */
interface Seen {
  /** As they were when the encoder looked. */
  layers: Encoding['layers'];
  /** What is drawn with, and what that goes towards. */
  palette: Tensor;
  target: Tensor;
  /** The number of the frame that the encoder looked at. */
  frame: number;
}

/** What of the frame before the next one is steadied by. */
interface Before {
  readonly photo: Raster;
  readonly drawing: Raster;
  readonly drawnAs: string;
}

export interface FrameOptions {
  /** Seconds since the stream began; later than that of the frame before. */
  readonly timeS: number;
  /** Whether the first look for faces is as careful as at a photo, however long it takes. */
  readonly isThorough: boolean;
}

/** A drawn frame, the faces in it, and what drew it. */
export interface DrawnFrame {
  readonly drawing: Raster;
  readonly faces: readonly Face[];
  readonly backend: BackendChoice;
}

/**
 * Draws frames that follow one another, so that the drawing does not flicker: faces are tracked and smoothed, layers
 * and palettes are carried over from frame to frame, and what does not move is held still.
 */
export class FrameStream {
  readonly #setup: ModelSetup;
  #tracker = new FaceTracker();
  #scene: (Seen & { plane: Plane }) | undefined;
  #heads = new Map<number, Seen>();
  #people: Plane | undefined;
  #stillness: Plane | undefined;
  #plane: Plane | undefined;
  #before: Before | undefined;
  #timeS = 0;
  #frame = 0;

  constructor(setup: ModelSetup) {
    this.#setup = setup;
  }

  /** Draws `bitmap`, which it closes, at its own size. */
  async next(
    run: JobRun,
    bitmap: ImageBitmap,
    wanted: Recipe,
    options: FrameOptions,
  ): Promise<DrawnFrame> {
    let frame: OpenPhoto | undefined;
    try {
      const recipe = frameRecipe(wanted);
      const ready = await this.#setup.ready(run, stylesOf(recipe), wanted.ownModels);
      const seconds = Math.max(0, options.timeS - this.#timeS);
      this.#timeS = options.timeS;
      const { photo, rest } = this.#steady(bitmap, options.timeS);
      frame = OpenPhoto.frame(rest ? await bitmapOf(photo) : await createImageBitmap(bitmap));
      const faces = await this.#analyse(run, frame, photo, ready, seconds, options);
      const size = { width: photo.width, height: photo.height };
      const pace = (): Promise<void> => checkpoint(run.signal);
      this.#stillness = stillnessOf(this.#stillness, rest);
      const calm = calmed(ready, this.#stillness);
      const paintings = await paintPhoto(run, frame, faces, calm, recipe, size, { pace });
      const people = await this.#peopleOf(run, frame, faces, recipe.background);
      const picture = people && (await pictureOf(frame, wanted));
      const artwork: Artwork = {
        ...paintings,
        photo: frame,
        recipe,
        ready,
        faces,
        size,
        people,
        picture,
        isRecalled: false,
      };
      const drawing = await composeFrame(run, artwork, photo);
      textureFrame(drawing, ready.style, recipe.strength, this.#stillness);
      const drawnAs = JSON.stringify(recipe);
      if (rest && this.#before?.drawnAs === drawnAs) {
        holdStill(drawing, this.#before.drawing, apartFromMotion(rest), keptOfDrawing);
      }
      this.#before = { photo, drawing, drawnAs };
      this.#frame += 1;
      return { drawing, faces, backend: ready.model.choice };
    } finally {
      bitmap.close();
      frame?.close();
    }
  }

  /** Looks at a frame whose faces have been numbered, so that the people in it keep their numbers. */
  async expect(
    run: JobRun,
    bitmap: ImageBitmap,
    faces: readonly Face[],
    { model }: Ready,
  ): Promise<void> {
    for (const { summary, aligned } of faces) {
      if (!aligned) continue;
      await checkpoint(run.signal);
      const { palette } = await encodeHead(model, bitmap, aligned, 'once');
      this.#tracker.expect(summary.faceId, palette.data);
    }
  }

  /** The frame with less noise, and where it is at rest; after a cut everything begins anew. */
  #steady(
    bitmap: ImageBitmap,
    timeS: number,
  ): { readonly photo: Raster; readonly rest: Plane | undefined } {
    const photo = readPhoto(bitmap, bitmap.width, bitmap.height);
    const small = flowSize(photo);
    const plane = lightnessOf(readPhoto(bitmap, small.width, small.height));
    const isSameSize = this.#plane?.width === plane.width && this.#plane.height === plane.height;
    if (this.#plane && (!isSameSize || isCut(this.#plane, plane))) this.#cut(timeS);
    this.#plane = plane;
    const before = this.#before?.photo;
    if (before?.width !== photo.width || before.height !== photo.height)
      return { photo, rest: undefined };
    const rest = restOf(before, photo);
    holdStill(photo, before, rest, keptOfPhoto);
    return { photo, rest };
  }

  #cut(timeS: number): void {
    this.#tracker.cut(timeS);
    this.#scene = undefined;
    this.#heads.clear();
    this.#people = undefined;
    this.#stillness = undefined;
    this.#before = undefined;
  }

  async #analyse(
    run: JobRun,
    frame: OpenPhoto,
    photo: Raster,
    { model, vision }: Ready,
    seconds: number,
    { timeS, isThorough }: FrameOptions,
  ): Promise<readonly Face[]> {
    const encode = async (face: AlignedFace): Promise<Encoding> => {
      await checkpoint(run.signal);
      return await encodeHead(model, frame.bitmap, face, 'once');
    };
    const fresh = new Map<AlignedFace['cropFromPhoto'], Encoding>();
    const identify = async ({ aligned }: Face): Promise<Float32Array> => {
      const encoding = await encode(aligned!);
      fresh.set(aligned!.cropFromPhoto, encoding);
      return encoding.palette.data;
    };
    const tracking = { isThorough, signal: run.signal, identify };
    const faces = await run.stage('landmarks', () =>
      this.#tracker.next(vision, frame.bitmap, timeS, tracking),
    );
    await run.stage('analyse', async () => {
      frame.encoding = await this.#sceneAt(model, photo, seconds);
      const heads = new Map<number, Seen>();
      for (const [index, { summary, aligned }] of faces.entries()) {
        const { faceId } = summary;
        const known = this.#heads.get(faceId);
        const isDue = known && (this.#frame + index + 1) % encodeEvery === 0;
        const looked =
          fresh.get(aligned!.cropFromPhoto) ??
          (!known || isDue ? await encode(aligned!) : undefined);
        const seen = looked ? this.#lookedAt(looked, known, known?.layers) : known!;
        heads.set(faceId, seen);
        follow(seen, seconds);
        this.#tracker.remember(faceId, seen.palette.data);
        frame.headEncodings.set(faceId, seen);
      }
      this.#heads = heads;
    });
    frame.faces = faces;
    return faces;
  }

  /** What the scene consists of: looked at anew from time to time, moved along in between. */
  async #sceneAt(model: Ready['model'], photo: Raster, seconds: number): Promise<Encoding> {
    const plane = this.#plane!;
    const known = this.#scene;
    const moved = known && moveLayers(known.layers, flowBetween(known.plane, plane));
    if (known && moved && this.#frame - known.frame < encodeEvery) {
      follow(known, seconds);
      return { layers: moved, palette: known.palette };
    }
    const looked = await encodeScene(model, photo, 'once');
    const scene = { ...this.#lookedAt(looked, known, moved), plane };
    follow(scene, seconds);
    this.#scene = scene;
    return scene;
  }

  #lookedAt(
    { layers, palette }: Encoding,
    known: Seen | undefined,
    before: Encoding['layers'] | undefined,
  ): Seen {
    const isAlike = before?.width === layers.width && before.height === layers.height;
    return {
      layers: isAlike ? mixLayers(layers, before, keptOfLayers) : layers,
      palette: known?.palette ?? palette,
      target: palette,
      frame: this.#frame,
    };
  }

  /** Where people are, if the recipe replaces the background; steadied over time. */
  async #peopleOf(
    run: JobRun,
    frame: OpenPhoto,
    faces: readonly Face[],
    background: Recipe['background'] = 'drawn',
  ): Promise<Plane | undefined> {
    if (background === 'drawn' || (faces.length === 0 && !this.#people)) return undefined;
    const segmenter = await this.#setup.segmenter(run);
    const summaries = faces.map(({ summary }) => summary);
    const { bitmap, previewSize } = frame;
    const people = await run.stage('detect', () =>
      findPeople(segmenter, bitmap, summaries, previewSize, run.signal),
    );
    const before = this.#people;
    if (before?.data.length === people.data.length) {
      people.data.forEach((value, pixel) => {
        people.data[pixel] = value + keptOfPeople * (before.data[pixel]! - value);
      });
    }
    this.#people = people;
    frame.people = people;
    return people;
  }
}

/** What of a recipe counts for frames: strokes and crops belong to one picture, and there may be thousands of them. */
function frameRecipe({
  strokes: _strokes,
  photo: _photo,
  madeOn: _madeOn,
  ...rest
}: Recipe): Recipe {
  return validateRecipe(rest);
}

/** Lets the palette go towards what the encoder saw last. */
function follow(seen: Seen, seconds: number): void {
  const share = shareAt(paletteHz, seconds);
  const { palette, target } = seen;
  if (palette === target) return;
  const data = palette.data.map((value, index) => value + share * (target.data[index]! - value));
  seen.palette = { ...palette, data };
}

/** What the page hears of a face in a frame; with `diagnostics` its landmarks, too. */
export function frameSummary({ summary, aligned }: Face, diagnostics: boolean): FaceSummary {
  if (!diagnostics || !aligned) return summary;
  const photoFromCrop = invertAffine(aligned.cropFromPhoto);
  return { ...summary, landmarks: mapLandmarks(photoFromCrop, aligned.landmarks, 'photo').xy };
}
