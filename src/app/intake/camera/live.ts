import { isAbort } from '#domain/job/errors.ts';
import type { Background, Recipe } from '#sdk/index.ts';
import { engine, ensureStyleId, withFile } from '../../photo/engine.ts';
import { patch } from '../../shared/state/store.ts';
import { Filmer } from './filmer.ts';
import { LivePace } from './livePace.ts';

/** How the viewfinder draws. */
export interface LiveLook {
  /** Null until the styles are known. */
  readonly styleId: string | null;
  /** 0..1.3 */
  readonly exaggeration: number;
  readonly background: Extract<Background, 'drawn' | 'photo' | 'blurred'>;
}

export const liveBackgrounds = ['drawn', 'photo', 'blurred'] as const;

/** How fluent the drawing is. */
export interface LiveFigures {
  readonly framesPerS: number;
  /** Of the drawn frame, px. */
  readonly width: number;
  readonly height: number;
  readonly isTooSlow: boolean;
}

export interface LiveOrder {
  readonly video: HTMLVideoElement;
  /** Shows the drawing; its size stays, whatever size frames are drawn at. */
  readonly canvas: HTMLCanvasElement;
  readonly isMirror: () => boolean;
  readonly look: () => LiveLook;
  readonly onFigures: (figures: LiveFigures) => void;
  readonly signal: AbortSignal;
}

/** Longest side of the canvas, and so of a recording, px. */
const shownSidePx = 960;
/** So many frames in a row may fail, as when a worker is replaced. */
const mostFailures = 3;

let started = 0;
/** Kept, so that the camera starts at the size that was found for this device. */
const pace = new LivePace();

/**
 * Draws what a camera shows until the signal aborts: one frame at a time, always the newest. Rejects when frames
 * cannot be drawn.
 */
export async function drawLive(order: LiveOrder): Promise<void> {
  const { video, signal } = order;
  const streamId = `live-${++started}`;
  const filmer = new Filmer();
  const startMs = performance.now();
  let failures = 0;
  let lastMs = startMs;
  pace.restart();
  try {
    while (!signal.aborted) {
      await nextPicture(video, signal);
      try {
        await drawFrame(order, filmer, streamId, (performance.now() - startMs) / 1000);
        failures = 0;
      } catch (error) {
        if (isAbort(error)) return;
        failures += 1;
        pace.restart();
        if (failures >= mostFailures) throw error;
      }
      const nowMs = performance.now();
      pace.add(nowMs - lastMs);
      lastMs = nowMs;
    }
  } finally {
    engine().release(streamId);
  }
}

async function drawFrame(
  order: LiveOrder,
  filmer: Filmer,
  streamId: string,
  timeS: number,
): Promise<void> {
  const { video, canvas, signal, onFigures } = order;
  const { styleId, ...look } = order.look();
  const recipe: Recipe = {
    ...look,
    styleId: styleId ?? (await ensureStyleId(signal)),
    strength: 1,
  };
  const { width, height } = fitted(video, pace.sidePx);
  const picture = await filmer.picture(video, width, height);
  let drawn: ImageBitmap;
  try {
    const result = await engine().frame(streamId, picture, withFile(recipe), timeS, { signal });
    drawn = result.bitmap;
    patch('device', { backend: result.backend });
  } finally {
    picture.close();
  }
  show(canvas, video, drawn, order.isMirror());
  drawn.close();
  onFigures({ framesPerS: pace.framesPerS, width, height, isTooSlow: pace.isTooSlow });
}

function show(
  canvas: HTMLCanvasElement,
  video: HTMLVideoElement,
  drawn: ImageBitmap,
  isMirror: boolean,
): void {
  const { width, height } = fitted(video, shownSidePx);
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d');
  if (!context) return;
  context.imageSmoothingQuality = 'high';
  context.setTransform(isMirror ? -1 : 1, 0, 0, 1, isMirror ? width : 0, 0);
  context.drawImage(drawn, 0, 0, width, height);
}

function fitted(
  { videoWidth, videoHeight }: HTMLVideoElement,
  longSidePx: number,
): { readonly width: number; readonly height: number } {
  const factor = Math.min(1, longSidePx / Math.max(videoWidth, videoHeight));
  return {
    width: Math.max(1, Math.round(videoWidth * factor)),
    height: Math.max(1, Math.round(videoHeight * factor)),
  };
}

/** Waits for a picture that was not shown before, at most as long as a slow camera takes. */
async function nextPicture(video: HTMLVideoElement, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, 500);
    signal.addEventListener('abort', done);
    if ('requestVideoFrameCallback' in video) video.requestVideoFrameCallback(done);
    else requestAnimationFrame(done);
  });
}
