import type { AudioCodec, EncodedPacket } from 'mediabunny';
import { readImageHeader } from '#domain/files/imageHeader.ts';
import { EngineError } from '#domain/job/errors.ts';
import type { VideoInfo } from '../contract.ts';
import { openAnimation } from './animationSource.ts';
import { openMovie } from './movieSource.ts';

/** One frame as it was filmed, upright. */
export interface SourceFrame {
  /** The receiver closes it. */
  readonly bitmap: ImageBitmap;
  /** Seconds from the start of the file. */
  readonly timeS: number;
  /** How long it is shown, seconds; 0 where the file does not tell. */
  readonly durationS: number;
}

/** The longest side of frames that are asked for, px. */
export interface FrameSize {
  readonly longSidePx: number;
}

/** A file of moving pictures, opened. Who opened it closes it. */
export interface FrameSource {
  readonly info: VideoInfo;
  /** The frames from `startS` on and before `endS`, in order. */
  frames(startS: number, endS: number, size: FrameSize): AsyncGenerator<SourceFrame, void>;
  /** The frame that is shown at `timeS`, or the nearest one. @throws EngineError `VIDEO_EMPTY` */
  frameAt(timeS: number, size: FrameSize): Promise<SourceFrame>;
  /** Its sound between two times, where there is one. */
  readonly sound?: SoundTrack;
  close(): void;
}

/** Sound as it lies in the file. */
export interface SoundTrack {
  readonly codec: AudioCodec;
  readonly decoderConfig: AudioDecoderConfig;
  /** Its packets between two times: they are handed on as they are. */
  packets(startS: number, endS: number): AsyncGenerator<SoundPacket, void>;
}

export type SoundPacket = EncodedPacket;

/** Enough for the header of every animated image. */
const headerBytes = 1 << 20;

/**
 * Opens a video or an animated image.
 *
 * @throws EngineError `VIDEO_WITHOUT_PICTURE`, `VIDEO_CODEC` (its subject names the codec), `VIDEO_PROTECTED`,
 * `VIDEO_CORRUPT`, `VIDEO_EMPTY`, `NO_WEBCODECS`.
 */
export async function openFrames(file: Blob): Promise<FrameSource> {
  if (file.size === 0) throw new EngineError('EMPTY_FILE', 'decode', 'the file has no bytes');
  const format = await imageFormatOf(file);
  return format ? await openAnimation(file, format) : await openMovie(file);
}

async function imageFormatOf(file: Blob): Promise<string | undefined> {
  const head = new Uint8Array(await file.slice(0, headerBytes).arrayBuffer());
  try {
    return readImageHeader(head).format;
  } catch {
    return undefined;
  }
}
