import { isAbort } from '#domain/job/errors.ts';
import { PauseSwitch, type VideoFormat, type VideoOrder } from '#sdk/index.ts';
import { developPhoto, failIntake } from '../photo/drawing.ts';
import { engine, ensureStyleId, toProblem, warmUp, withFile } from '../photo/engine.ts';
import { currentRecipe } from '../photo/recipes.ts';
import { forgetSource } from '../photo/shelf.ts';
import { downloadFile } from '../shared/download.ts';
import { safeFileName, stemOf } from '../shared/fileName.ts';
import {
  addresses,
  bitmaps,
  type HandleId,
  type IncomingFile,
  sources,
} from '../shared/handles.ts';
import { shownPhoto } from '../shared/state/photoSlice.ts';
import { getState, patch, watch } from '../shared/state/store.ts';
import {
  initialVideo,
  shownFrameS,
  type StripPicture,
  type VideoRate,
} from '../shared/state/videoSlice.ts';
import { styleName } from '../text/styleName.ts';
import { createVideoFile, deleteVideoFile } from './videoFiles.ts';
import {
  firstPlan,
  leastPartS,
  planFor,
  sliderStepS,
  stripLength,
  stripPiece,
} from './videoPlan.ts';

// Videos and animated images. One of their frames is shown as a photo, with all that a photo has; the settings that
// it gets are those of the whole. Every action here answers by changing the store and never rejects.

const stripPx = 160;
/** Frames that are shown as photos are no larger, px. */
const shownPx = 1920;
/** The first frame is often black: the one that is shown first lies a little later. */
const firstFrameS = 0.5;

/** The part of the page that has a video open. */
let opening = new AbortController();
/** A frame that is on its way to being shown. */
let showing: AbortController | null = null;
let drawing: { readonly controller: AbortController; readonly pause: PauseSwitch } | null = null;
/** The drawn video, and the file of the private storage that it lies in. */
let drawnBlob: Blob | undefined;
let drawnFile: FileSystemFileHandle | undefined;
let isFollowing = false;

/** Opens a video and draws one of its frames. */
export async function openVideo(file: File): Promise<void> {
  closeVideo();
  const { signal } = opening;
  const shownBefore = shownPhoto(getState().photo)?.sourceId;
  void warmUp();
  try {
    const info = await engine().openVideo(file, { signal });
    // Another photo came in meanwhile: that is wanted now.
    if (shownPhoto(getState().photo)?.sourceId !== shownBefore) return;
    const timeS = Math.min(firstFrameS, info.durationS / 4);
    const sourceId = sources.adopt({ blob: file, fileName: file.name });
    patch('video', { ...firstPlan(info), video: { sourceId, fileName: file.name, info } });
    const shown = showFrame(timeS);
    // From now on: until then, no frame of the video is there.
    follow();
    await Promise.all([shown, fillStrip(signal)]);
  } catch (error) {
    if (signal.aborted || isAbort(error)) return;
    failIntake(toProblem(error));
  }
}

/** Lets the animated image that is shown, whose file has that id, be drawn as a whole. */
export async function openShownAnimation(photoSourceId: HandleId): Promise<void> {
  const file = sources.get(photoSourceId);
  if (!file) return;
  closeVideo();
  const { signal } = opening;
  try {
    const info = await engine().openVideo(file.blob, { signal });
    const sourceId = sources.adopt(file);
    patch('video', {
      ...firstPlan(info),
      video: { sourceId, fileName: file.fileName, info },
      frames: { [photoSourceId]: 0 },
    });
    follow();
    await fillStrip(signal);
  } catch {
    // Its first frame is drawn as a photo: that it moves is of no use where the browser cannot read the rest.
  }
}

/** Shows the frame at a time as a photo and draws it; a newer call takes the place of this one. */
export async function showFrame(timeS: number): Promise<void> {
  const { video } = getState().video;
  const file = video && sources.get(video.sourceId);
  if (!file) return;
  showing?.abort();
  const own = new AbortController();
  showing = own;
  const signal = AbortSignal.any([own.signal, opening.signal]);
  let sourceId: HandleId | undefined;
  try {
    const blob = await engine().videoFrame(file.blob, timeS, shownPx, { signal });
    if (signal.aborted) return;
    const frame: IncomingFile = { blob, fileName: file.fileName };
    sourceId = sources.adopt(frame);
    patch('video', { frames: { ...getState().video.frames, [sourceId]: timeS } });
    await developPhoto(frame, {}, sourceId);
  } catch (error) {
    if (!signal.aborted && !isAbort(error)) failIntake(toProblem(error));
  } finally {
    // One that was not shown after all is kept by nobody.
    if (sourceId !== undefined) forgetSource(sourceId);
    if (showing === own) {
      showing = null;
      closeIfLeft();
    }
  }
}

/** Sets the part to draw; the ends keep a little distance. */
export function setPart(startS: number, endS: number): void {
  const { video } = getState().video;
  if (!video) return;
  const { durationS } = video.info;
  const start = Math.min(Math.max(0, startS), Math.max(0, durationS - leastPartS));
  // The steps of a slider seldom end at the very end.
  const wanted = endS > durationS - sliderStepS / 2 ? durationS : endS;
  const end = Math.min(durationS, Math.max(wanted, start + leastPartS));
  patch('video', { startS: start, endS: end });
}

export function setVideoFormat(format: VideoFormat): void {
  const { video } = getState().video;
  if (video) patch('video', planFor(format, video.info));
}

export function setVideoSize(sizePx: number): void {
  patch('video', { sizePx });
}

export function setVideoRate(rate: VideoRate): void {
  patch('video', { rate });
}

/** Draws the chosen part with the settings of the shown frame. */
export async function drawVideo(): Promise<void> {
  const { video: slice, photo } = getState();
  const { video, format, startS, endS, sizePx, rate } = slice;
  const file = video && sources.get(video.sourceId);
  if (!file || drawing) return;
  forgetResult();
  const controller = new AbortController();
  const { signal } = controller;
  const pause = new PauseSwitch();
  drawing = { controller, pause };
  patch('video', { job: { status: 'running' }, headway: null });
  let clock: (() => number) | undefined;
  try {
    const styleId = await ensureStyleId(signal);
    // Strokes and crops are for one frame.
    const { tweaks } = photo.edits;
    const edits = tweaks ? { tweaks } : {};
    const recipe = currentRecipe(styleId, { faceRecipes: photo.faceRecipes, edits });
    drawnFile = await createVideoFile();
    const order: VideoOrder = {
      format,
      startS,
      endS,
      longSidePx: sizePx,
      mostFramesPerS: rate === 'all' ? undefined : Number(rate),
      peopleAtS: recipe.faces && shownFrameS(slice, shownPhoto(photo)?.sourceId),
      file: drawnFile,
    };
    const result = await engine().drawVideo(file.blob, withFile(recipe), order, {
      signal,
      pause,
      onProgress({ stage, done = 0, total = 0 }) {
        if (stage !== 'frames' || total === 0) return;
        clock ??= startClock(pause);
        report(clock(), { fraction: done / total });
      },
      onFrame({ timeS, count, bitmap }) {
        hangDrawn(adopted(timeS, bitmap));
        clock ??= startClock(pause);
        report(clock(), { frames: count });
      },
    });
    const { blob, frames, cutBy, isSilent } = result;
    drawnBlob = blob;
    const extension = `-${styleName(recipe.styleId)}.${format}`;
    patch('video', {
      headway: null,
      job: {
        status: 'done',
        result: {
          addressId: addresses.adopt(URL.createObjectURL(blob)),
          fileName: safeFileName(stemOf(video.fileName), extension, 'video'),
          sizeBytes: blob.size,
          frames,
          format,
          cutBy,
          isSilent,
        },
      },
    });
  } catch (error) {
    if (signal.aborted || isAbort(error)) return;
    patch('video', { job: { status: 'failed', problem: toProblem(error) }, headway: null });
  } finally {
    if (drawing?.controller === controller) drawing = null;
  }
}

/** Puts a drawn frame into the strip, in the place of the one before in the same piece of the video. */
function hangDrawn(picture: StripPicture): void {
  const { video, drawn } = getState().video;
  if (!video) {
    bitmaps.free(picture.bitmapId);
    return;
  }
  const { durationS } = video.info;
  const piece = stripPiece(picture.timeS, durationS);
  const isSame = ({ timeS }: StripPicture): boolean => stripPiece(timeS, durationS) === piece;
  drawn.filter(isSame).forEach(({ bitmapId }) => bitmaps.free(bitmapId));
  patch('video', { drawn: [...drawn.filter((other) => !isSame(other)), picture] });
}

/** Holds the drawing, or lets it go on. */
export function pauseVideo(isPaused: boolean): void {
  if (!drawing) return;
  drawing.pause.isPaused = isPaused;
  patch('video', { job: { status: isPaused ? 'paused' : 'running' } });
}

/** Ends the drawing at once; the settings stay. */
export function cancelVideo(): void {
  drawing?.controller.abort();
  drawing = null;
  forgetResult();
}

/** Hands the drawn video to the browser as a download. */
export function saveVideo(): void {
  const { job } = getState().video;
  if (job.status !== 'done' || !drawnBlob) return;
  downloadFile(new File([drawnBlob], job.result.fileName, { type: drawnBlob.type }));
}

/** Puts the drawn video away. */
export function forgetResult(): void {
  const { job, drawn } = getState().video;
  if (job.status === 'done') addresses.free(job.result.addressId);
  drawn.forEach(({ bitmapId }) => bitmaps.free(bitmapId));
  drawnBlob = undefined;
  void deleteVideoFile(drawnFile);
  drawnFile = undefined;
  patch('video', { job: { status: 'idle' }, drawn: [], headway: null });
}

/** Puts the video away, with all that belongs to it but the frames that are photos. */
function closeVideo(): void {
  opening.abort();
  opening = new AbortController();
  showing = null;
  cancelVideo();
  const { video, filmed } = getState().video;
  filmed.forEach(({ bitmapId }) => bitmaps.free(bitmapId));
  if (video) sources.free(video.sourceId);
  patch('video', initialVideo);
}

/** Fills the strip under the picture with filmed frames. */
async function fillStrip(signal: AbortSignal): Promise<void> {
  const { video } = getState().video;
  const file = video && sources.get(video.sourceId);
  if (!file) return;
  for (let index = 0; index < stripLength && !signal.aborted; index++) {
    const timeS = ((index + 0.5) / stripLength) * video.info.durationS;
    // What is missing in the strip is no reason to stop.
    const picture = await stripPicture(file.blob, timeS, signal).catch(() => undefined);
    if (!picture) continue;
    if (signal.aborted) bitmaps.free(picture.bitmapId);
    else patch('video', { filmed: [...getState().video.filmed, picture] });
  }
}

async function stripPicture(file: Blob, timeS: number, signal: AbortSignal): Promise<StripPicture> {
  const blob = await engine().videoFrame(file, timeS, stripPx, { signal });
  return adopted(timeS, await createImageBitmap(blob));
}

const adopted = (timeS: number, bitmap: ImageBitmap): StripPicture => ({
  timeS,
  bitmapId: bitmaps.adopt(bitmap),
});

/** Puts the video away once another photo is shown. */
function follow(): void {
  if (isFollowing) return;
  isFollowing = true;
  watch(({ photo }) => shownPhoto(photo)?.sourceId, closeIfLeft);
}

function closeIfLeft(): void {
  const { video, frames } = getState().video;
  const sourceId = shownPhoto(getState().photo)?.sourceId;
  // While a frame is on its way, another photo or none may be shown for a moment.
  if (!video || showing || (sourceId !== undefined && frames[sourceId] !== undefined)) return;
  closeVideo();
}

/** Milliseconds since the drawing began, pauses left out. */
function startClock(pause: PauseSwitch): () => number {
  let spentMs = 0;
  let sinceMs = performance.now();
  pause.addEventListener('change', () => {
    const nowMs = performance.now();
    if (pause.isPaused) spentMs += nowMs - sinceMs;
    sinceMs = nowMs;
  });
  return () => spentMs + (pause.isPaused ? 0 : performance.now() - sinceMs);
}

function report(
  elapsedMs: number,
  change: { readonly fraction?: number; readonly frames?: number },
): void {
  const { headway } = getState().video;
  const { fraction = 0, frames = 0 } = { ...headway, ...change };
  patch('video', {
    headway: {
      fraction,
      frames,
      framesPerS: frames > 0 ? (frames * 1000) / elapsedMs : 0,
      remainingMs: fraction > 0.005 ? (elapsedMs * (1 - fraction)) / fraction : null,
    },
  });
}
