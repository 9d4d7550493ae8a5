import type { Shape } from '#domain/compose/crop.ts';
import type { Frame } from '#domain/frame/frame.ts';
import type { Recipe } from '#sdk/index.ts';
import type { HandleId } from '../handles.ts';
import type { ProblemCode } from './jobSlice.ts';
import type { OutputFormat } from './settingsSlice.ts';

/** As many photos as a batch holds. */
export const batchLimit = 500;

export const batchStatuses = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;
export type BatchStatus = (typeof batchStatuses)[number];

/** What a finished drawing was made with. */
export interface DrawnAs {
  readonly recipe: Recipe;
  /** Videos become MP4s. */
  readonly format: OutputFormat | 'mp4';
  readonly shape: Shape;
  readonly besidePhoto: boolean;
  /** The frame that it was put into; null for none, as videos are. */
  readonly frame: Frame | null;
  readonly sizeBytes: number;
}

/** One photo of the batch. */
export interface BatchItem {
  /** Stays the same over reloads. */
  readonly id: string;
  readonly fileName: string;
  readonly status: BatchStatus;
  /** Why it failed; null unless it has. */
  readonly problem: ProblemCode | null;
  /** A style of its own; null for the common one. */
  readonly styleId: string | null;
  /** Its drawing; null unless it is done. */
  readonly drawn: DrawnAs | null;
  /** Whether the drawing was handed out as a file. */
  readonly isSaved: boolean;
  /** Address of a small square picture of the photo, later of the drawing; null until there is one. */
  readonly thumbnailId: HandleId | null;
  /** Whether the browser wants the person's word again before the photo may be read. */
  readonly isLocked: boolean;
  /** Whether storing the photo for a reload failed. */
  readonly isUnkept: boolean;
}

/** Where the drawings are being written to, together. */
export type BatchSaving =
  | { readonly status: 'idle' }
  | { readonly status: 'running'; readonly done: number; readonly total: number }
  | { readonly status: 'done'; readonly count: number }
  | { readonly status: 'failed'; readonly done: number; readonly cause: SaveFailure };

/** Why not all could be written: the browser took its permission back, there is no room, or something else. */
export type SaveFailure = 'refused' | 'full' | 'other';

export interface BatchSlice {
  /** In the order they are drawn and saved in. */
  readonly items: readonly BatchItem[];
  readonly isShown: boolean;
  /** Whether nothing further is begun; a photo that is being drawn is drawn to its end. */
  readonly isPaused: boolean;
  /** 0..1 of the running photo. It changes many times a second: read it with `watch`. */
  readonly fraction: number;
  /** How long the last photos took, newest last. */
  readonly durationsMs: readonly number[];
  /** What the last files to arrive left out: no pictures, and pictures beyond the limit. */
  readonly leftOut: { readonly others: number; readonly beyond: number };
  /** Names of photos that an earlier visit left and that could not be had again. */
  readonly lost: readonly string[];
  readonly saving: BatchSaving;
  /** The frame that every picture gets; null for none. */
  readonly frame: Frame | null;
}

export const initialBatch: BatchSlice = {
  items: [],
  isShown: false,
  isPaused: true,
  fraction: 0,
  durationsMs: [],
  leftOut: { others: 0, beyond: 0 },
  lost: [],
  saving: { status: 'idle' },
  frame: null,
};
