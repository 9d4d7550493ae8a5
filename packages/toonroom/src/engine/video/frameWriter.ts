import type { VideoFormat } from '../contract.ts';
import type { Raster } from '#domain/picture/raster.ts';
import type { SoundTrack } from './frameSource.ts';
import { gifWriter } from './gifWriter.ts';
import { movieWriter } from './movieWriter.ts';
import { webpWriter } from './webpWriter.ts';

/** What a file of moving pictures is written for. */
export interface WriterOrder {
  readonly format: VideoFormat;
  readonly width: number;
  readonly height: number;
  /** A file of the origin's private storage to write to; in memory where absent. */
  readonly file: FileSystemFileHandle | undefined;
  readonly sound: SoundTrack | undefined;
  /** The part of the sound to take over, seconds. */
  readonly startS: number;
  readonly endS: number;
}

/** Writes frames into a file, one after the other. */
export interface FrameWriter {
  /** Adds a frame, opaque, of the order's size, shown from `timeS` on for `durationS`. */
  add(drawing: Raster, timeS: number, durationS: number): Promise<void>;
  /** Whether there is no room for more: what was added can still be finished. */
  readonly isFull: boolean;
  /** Whether the format has no room for the file's sound. */
  readonly isSilent: boolean;
  /** The finished file; its sound ends at `soundUntilS` where that is given, seconds from its start. */
  finish(soundUntilS?: number): Promise<Blob>;
  /** Ends the writing; what there is of the file goes away. */
  abort(): Promise<void>;
}

/** @throws EngineError `VIDEO_ENCODER` where the browser cannot write the format at this size. */
export async function openWriter(order: WriterOrder): Promise<FrameWriter> {
  switch (order.format) {
    case 'gif':
      return gifWriter(order);
    case 'webp':
      return await webpWriter(order);
    case 'mp4':
    case 'webm':
      return await movieWriter(order, order.format);
  }
}
