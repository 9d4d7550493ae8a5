/** The page that `npm run flicker` drives: clips with known motion, drawn frame by frame. */

import { type Cartoonizer, createCartoonizer } from '#sdk/index.ts';
import { startSourceWorker } from '#sdk/sourceWorker.ts';
import { type Clip, clips, type Pose, toStill, warpError } from './clips.ts';

/** How steady a drawn clip is. */
export interface Steadiness {
  /** Mean difference of consecutive frames once their motion is taken out, 0..255: of the clip and of its drawing. */
  readonly filmed: number;
  readonly drawn: number;
  /** Root mean square of the way of an eye corner around its mean, px of 512; of clips at rest. */
  readonly jitterPx: number;
  /** Mean time of a frame, the first left out. */
  readonly frameMs: number;
  readonly stagesMs: Readonly<Record<string, number>>;
}

/** How fast frames are drawn. */
export interface FrameTiming {
  /** What draws, and with how many threads. */
  readonly backend: string;
  readonly framesPerS: number;
  readonly stagesMs: Readonly<Record<string, number>>;
}

/** Frames of the chosen photo, moved a little from one to the next. */
export interface FrameOrder {
  readonly width: number;
  readonly height: number;
  /** Px of a frame per px of the photo. */
  readonly scale: number;
  readonly backend: 'wasm' | 'webgpu';
}

export interface FlickerPage {
  time(order: FrameOrder): Promise<FrameTiming>;
  measure(styleId: string, clip: Clip, side: number): Promise<Steadiness>;
  /** Frames of the last clip, filmed above drawn, as a PNG in base64. */
  strip(): Promise<string>;
}

declare global {
  // oxlint-disable-next-line no-var
  var flickerPage: FlickerPage | undefined;
}

const framesPerS = 25;
const frameCount = 20;
/** Frames that the measures leave out: the first ones settle. */
const settling = 5;
/** Standard deviation of the noise of a phone's video, 0..255. */
const noise = 2.5;
const stripFrames = 6;
/** Outer and inner corners of both eyes. */
const eyeCorners = [33, 133, 362, 263];

const cartoonizers = new Map<string, Cartoonizer>();

function cartoonizerOn(backend: 'wasm' | 'webgpu'): Cartoonizer {
  const known = cartoonizers.get(backend);
  const made =
    known ??
    createCartoonizer({
      backend,
      assetBaseUrl: '/',
      startWorker: startSourceWorker,
      diagnostics: true,
    });
  cartoonizers.set(backend, made);
  return made;
}

let shown: OffscreenCanvas[] = [];

/** The clip's frame: the same at every run. */
function film(still: ImageBitmap, pose: Pose, side: number, random: () => number): ImageData {
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.imageSmoothingQuality = 'high';
  // A little larger than the frame, so that it fills it in every pose.
  const factor = (1.25 * side) / Math.min(still.width, still.height);
  context.setTransform(
    Math.cos(pose.angle) * pose.scale,
    Math.sin(pose.angle) * pose.scale,
    -Math.sin(pose.angle) * pose.scale,
    Math.cos(pose.angle) * pose.scale,
    (0.5 + pose.x) * side,
    (0.5 + pose.y) * side,
  );
  const [width, height] = [still.width * factor, still.height * factor];
  context.drawImage(still, -width / 2, -height / 2, width, height);
  const picture = context.getImageData(0, 0, side, side);
  picture.data.forEach((value, index) => {
    if (index % 4 === 3) return;
    const bell = random() + random() + random() + random() - 2;
    picture.data[index] = value * pose.light + noise * 1.73 * bell;
  });
  return picture;
}

function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

async function measure(styleId: string, clip: Clip, side: number): Promise<Steadiness> {
  const file = document.querySelector('input')?.files?.[0];
  if (!file) throw new Error('no file was chosen');
  const still = await createImageBitmap(file);
  const cartoonizer = cartoonizerOn('wasm');
  const random = randomFrom(7);
  const poseAt = clips[clip]!;
  const recipe = { styleId, strength: 1, exaggeration: 1 };
  const streamId = `${styleId} ${clip}`;
  const errors = { filmed: [] as number[], drawn: [] as number[] };
  const corners: number[][] = [];
  const stages: Record<string, number> = {};
  let spentMs = 0;
  let before: { pose: Pose; filmed: ImageData; drawn: ImageData } | undefined;
  shown = [];
  for (let index = 0; index < frameCount; index++) {
    const timeS = index / framesPerS;
    const pose = poseAt(timeS);
    const filmed = film(still, pose, side, random);
    const picture = await createImageBitmap(filmed);
    const startMs = performance.now();
    const { bitmap, faces, timingsMs } = await cartoonizer.frame(streamId, picture, recipe, timeS);
    if (index > 0) {
      spentMs += performance.now() - startMs;
      for (const [stage, ms] of Object.entries(timingsMs))
        stages[stage] = (stages[stage] ?? 0) + ms;
    }
    picture.close();
    const canvas = new OffscreenCanvas(side, 2 * side);
    const context = canvas.getContext('2d', { willReadFrequently: true })!;
    context.putImageData(filmed, 0, 0);
    context.drawImage(bitmap, 0, side);
    bitmap.close();
    const drawn = context.getImageData(0, side, side, side);
    if (index >= frameCount - stripFrames) shown.push(canvas);
    if (before && index > settling) {
      const poses = [before.pose, pose] as const;
      errors.filmed.push(warpError(before.filmed.data, filmed.data, side, poses));
      errors.drawn.push(warpError(before.drawn.data, drawn.data, side, poses));
    }
    const [face] = faces;
    if (face?.landmarks && index > settling) {
      const { landmarks } = face;
      corners.push(
        eyeCorners.flatMap((corner) =>
          toStill(pose, landmarks[corner * 2]! / side, landmarks[corner * 2 + 1]! / side),
        ),
      );
    }
    before = { pose, filmed, drawn };
  }
  cartoonizer.release(streamId);
  still.close();
  const per = (total: number): number => Math.round(total / (frameCount - 1));
  return {
    filmed: mean(errors.filmed),
    drawn: mean(errors.drawn),
    jitterPx: jitterOf(corners) * 512,
    frameMs: per(spentMs),
    stagesMs: Object.fromEntries(Object.entries(stages).map(([stage, ms]) => [stage, per(ms)])),
  };
}

const timedFrames = 13;

async function time({ width, height, scale, backend }: FrameOrder): Promise<FrameTiming> {
  const file = document.querySelector('input')?.files?.[0];
  if (!file) throw new Error('no file was chosen');
  const still = await createImageBitmap(file);
  const cartoonizer = cartoonizerOn(backend);
  const recipe = { styleId: '3d', strength: 1, exaggeration: 1 };
  const streamId = `${width} ${height} ${scale}`;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d')!;
  const stages: Record<string, number> = {};
  let startMs = 0;
  let used = '';
  for (let index = 0; index < timedFrames; index++) {
    const [drawnWidth, drawnHeight] = [still.width * scale, still.height * scale];
    const x = (width - drawnWidth) / 2 + 3 * Math.sin(index);
    context.drawImage(still, x, Math.min(0, (height - drawnHeight) / 6), drawnWidth, drawnHeight);
    const picture = await createImageBitmap(canvas);
    // The first frames find the face and load what they need.
    if (index === 2) startMs = performance.now();
    const result = await cartoonizer.frame(streamId, picture, recipe, index / framesPerS);
    picture.close();
    result.bitmap.close();
    const { id, threads, adapter } = result.backend;
    used = id === 'webgpu' ? `WebGPU, ${adapter ?? 'adapter unknown'}` : `WASM, ${threads} threads`;
    if (index < 2) continue;
    for (const [stage, ms] of Object.entries(result.timingsMs)) {
      stages[stage] = (stages[stage] ?? 0) + ms / (timedFrames - 2);
    }
  }
  const spentS = (performance.now() - startMs) / 1000;
  cartoonizer.release(streamId);
  still.close();
  return {
    backend: used,
    framesPerS: Math.round(((timedFrames - 2) / spentS) * 100) / 100,
    stagesMs: Object.fromEntries(
      Object.entries(stages).map(([name, ms]) => [name, Math.round(ms)]),
    ),
  };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Root mean square distance of points (x0, y0, x1 …) from their means over time. */
function jitterOf(rows: readonly (readonly number[])[]): number {
  const [first = []] = rows;
  const means = first.map((_, index) => mean(rows.map((row) => row[index]!)));
  const squares = rows.flatMap((row) => row.map((value, index) => (value - means[index]!) ** 2));
  return Math.sqrt(2 * mean(squares));
}

async function strip(): Promise<string> {
  const [first] = shown;
  if (!first) throw new Error('nothing was drawn');
  const whole = new OffscreenCanvas(first.width * shown.length, first.height);
  const context = whole.getContext('2d')!;
  shown.forEach((frame, index) => context.drawImage(frame, index * frame.width, 0));
  const reader = new FileReader();
  reader.readAsDataURL(await whole.convertToBlob({ type: 'image/png' }));
  await new Promise((resolve) => reader.addEventListener('load', resolve));
  return (reader.result as string).split(',')[1]!;
}

globalThis.flickerPage = { time, measure, strip };
