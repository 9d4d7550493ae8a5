// The types of videos and animated images that cross between page and worker.

import type { StageTimings } from '#domain/job/progress.ts';

/** A file of moving pictures. */
export interface VideoInfo {
  /** A video, or an animated image. */
  readonly kind: 'movie' | 'animation';
  /** As shown: upright, with square px. */
  readonly width: number;
  /** px */
  readonly height: number;
  /** Seconds. */
  readonly durationS: number;
  /** On the mean. */
  readonly framesPerS: number;
  /** Whether it has a sound track. */
  readonly hasSound: boolean;
  /** Whether it is marked as HDR; it is drawn in standard range. */
  readonly isHdr: boolean;
}

/** A format that a video is written in. */
export type VideoFormat =
  | 'mp4' // H.264, AV1 or VP9, whichever the browser encodes, with the sound
  | 'webm' // VP9, VP8 or AV1, whichever the browser encodes, with the sound
  | 'gif' // 256 colours, no sound
  | 'webp'; // an animated image, no sound

/** What to draw of a video, and how to write it. */
export interface VideoOrder {
  /** What to write. */
  readonly format: VideoFormat;
  /** The part to draw, seconds from the first frame. */
  readonly startS: number;
  /** The end of that part, seconds from the first frame. */
  readonly endS: number;
  /** Frames are drawn no larger than this; smaller ones at their own size. */
  readonly longSidePx: number;
  /** Further frames are left out; all are drawn where absent. */
  readonly mostFramesPerS?: number | undefined;
  /** The time of the frame whose face ids the recipe's faces are named by. */
  readonly peopleAtS?: number | undefined;
  /** A file of the origin's private storage to write to, so that memory stays flat; in memory where absent. */
  readonly file?: FileSystemFileHandle | undefined;
}

/** A video that was drawn. */
export interface VideoResult {
  /** The file. */
  readonly blob: Blob;
  /** How many were drawn. */
  readonly frames: number;
  /** Why the file ends early, if it does: the disk had no room for more, or the video is damaged from there on. */
  readonly cutBy: 'fullDisk' | 'damage' | undefined;
  /** Whether the file's sound was left out, because the format has no room for it. */
  readonly isSilent: boolean;
  /** Milliseconds per stage. */
  readonly timingsMs: StageTimings;
}
