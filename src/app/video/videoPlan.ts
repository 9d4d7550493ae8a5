import { evenSize } from '#domain/motion/evenSize.ts';
import type { VideoFormat, VideoInfo } from '#sdk/index.ts';
import {
  isAnimation,
  videoRates,
  videoSizes,
  type VideoRate,
  type VideoSlice,
} from '../shared/state/videoSlice.ts';

// What can be said about a video without touching its file.

/** A longer video opens with its first minute as the part to draw. */
export const longVideoS = 120;
export const firstPartS = 60;
/** Longest side that is offered at first, px. */
export const firstSizePx = 1280;
/** GIFs grow fast: at first they are small and have few frames. */
const gifSizePx = 480;
const gifRate: VideoRate = '12';
/** Pieces that the timeline shows a picture of. */
export const stripLength = 12;
/** Length of a step of the timeline's sliders, seconds. */
export const sliderStepS = 0.05;
/** A GIF is made of raw frames: more px than this have no room in memory. */
const mostGifPx = 120_000_000;
/** A part is at least this long, seconds. */
export const leastPartS = 0.1;

/** How a video is to be drawn at first. */
export function firstPlan(info: VideoInfo): Partial<VideoSlice> {
  const { durationS, kind } = info;
  const plan = { startS: 0, endS: durationS > longVideoS ? firstPartS : durationS };
  return { ...plan, ...planFor(kind === 'animation' ? 'gif' : 'mp4', info) };
}

/** Size and rate that suit a format. */
export function planFor(
  format: VideoFormat,
  info: VideoInfo,
): Pick<VideoSlice, 'format' | 'sizePx' | 'rate'> {
  const wanted = isAnimation(format) ? gifSizePx : firstSizePx;
  const sizes = sizesOf(info);
  const isMovie = format === 'mp4' || format === 'webm';
  return {
    format,
    sizePx: sizes.findLast((size) => size <= wanted) ?? sizes[0]!,
    rate: isMovie || info.framesPerS <= Number(gifRate) ? 'all' : gifRate,
  };
}

/** The sizes that a video can be drawn at: smaller ones, and its own. */
export function sizesOf({ width, height }: VideoInfo): readonly number[] {
  const own = Math.max(width, height);
  const most = videoSizes.at(-1)!;
  const smaller = videoSizes.filter((size) => size < own);
  return own <= most ? [...smaller, own] : smaller;
}

/** The largest size that a video is drawn at where its own is larger; undefined where it is not. */
export function mostSize(info: VideoInfo): ReturnType<typeof evenSize> | undefined {
  const most = videoSizes.at(-1)!;
  return Math.max(info.width, info.height) > most ? evenSize(info, most) : undefined;
}

/** The rates that leave frames out, and `all`. */
export function ratesOf({ framesPerS }: VideoInfo): readonly VideoRate[] {
  return videoRates.filter((rate) => rate === 'all' || Number(rate) < framesPerS - 1);
}

/** About how many frames a part has. */
export function frameCount(
  { framesPerS }: VideoInfo,
  { startS, endS, rate }: Pick<VideoSlice, 'startS' | 'endS' | 'rate'>,
): number {
  const perS = rate === 'all' ? framesPerS : Math.min(framesPerS, Number(rate));
  return Math.max(1, Math.round((endS - startS) * perS));
}

/** The piece of the timeline that a time lies in. */
export function stripPiece(timeS: number, durationS: number): number {
  return Math.min(stripLength - 1, Math.floor((timeS / durationS) * stripLength));
}

/** Whether what is chosen is too much for a GIF. */
export function isTooMuch(
  info: VideoInfo,
  slice: Pick<VideoSlice, 'startS' | 'endS' | 'rate' | 'format' | 'sizePx'>,
): boolean {
  if (slice.format !== 'gif') return false;
  const { width, height } = evenSize(info, slice.sizePx);
  return frameCount(info, slice) * width * height > mostGifPx;
}
