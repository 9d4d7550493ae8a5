import type { VideoFormat, VideoInfo, VideoResult } from '#sdk/index.ts';
import type { HandleId } from '../handles.ts';
import type { Problem } from './jobSlice.ts';

/** A video, or an animated image, that is open. */
export interface OpenedVideo {
  /** Its file. */
  readonly sourceId: HandleId;
  readonly fileName: string;
  readonly info: VideoInfo;
}

/** Longest side of the frames to draw, px. */
export const videoSizes = [480, 640, 960, 1280, 1920, 3840] as const;

export const videoFormats = ['mp4', 'webm', 'gif', 'webp'] as const satisfies VideoFormat[];

/** Whether files of this format are animated images, which no video player shows. */
export const isAnimation = (format: VideoFormat): boolean => format === 'gif' || format === 'webp';

/** At most so many frames a second; `all` as filmed. */
export const videoRates = ['all', '15', '12', '8'] as const;
export type VideoRate = (typeof videoRates)[number];

/** A small picture of a frame. */
export interface StripPicture {
  readonly timeS: number;
  readonly bitmapId: HandleId;
}

/** What is being done with the video. */
export type VideoJob =
  | { readonly status: 'idle' }
  | { readonly status: 'running' }
  | { readonly status: 'paused' }
  | { readonly status: 'failed'; readonly problem: Problem }
  | { readonly status: 'done'; readonly result: DrawnVideo };

/** A drawn video. */
export interface DrawnVideo {
  readonly addressId: HandleId;
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly frames: number;
  readonly format: VideoFormat;
  readonly cutBy: VideoResult['cutBy'];
  readonly isSilent: boolean;
}

/** How far a video is. */
export interface VideoHeadway {
  /** 0..1 */
  readonly fraction: number;
  readonly frames: number;
  /** On the mean; 0 before the first one. */
  readonly framesPerS: number;
  /** Null before it can be told. */
  readonly remainingMs: number | null;
}

export interface VideoSlice {
  readonly video: OpenedVideo | null;
  /** The time of each photo that is a frame of it, by the photo's source. */
  readonly frames: Readonly<Record<HandleId, number>>;
  /** The part to draw. */
  readonly startS: number;
  readonly endS: number;
  readonly format: VideoFormat;
  readonly sizePx: number;
  readonly rate: VideoRate;
  /** Frames as they were filmed, in order, and as they are drawn. */
  readonly filmed: readonly StripPicture[];
  readonly drawn: readonly StripPicture[];
  readonly job: VideoJob;
  /** It changes many times a second: read it with `watch`. */
  readonly headway: VideoHeadway | null;
}

export const initialVideo: VideoSlice = {
  video: null,
  frames: {},
  startS: 0,
  endS: 0,
  format: 'mp4',
  sizePx: 1280,
  rate: 'all',
  filmed: [],
  drawn: [],
  job: { status: 'idle' },
  headway: null,
};

/** The time of the frame that is shown as a photo; undefined where the shown photo is none of the video's. */
export function shownFrameS(
  { frames }: VideoSlice,
  sourceId: HandleId | undefined,
): number | undefined {
  return sourceId === undefined ? undefined : frames[sourceId];
}
