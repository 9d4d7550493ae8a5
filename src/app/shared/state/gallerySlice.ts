import type { StyleEntry } from '#sdk/index.ts';
import type { HandleId } from '../handles.ts';
import type { OutputFormat } from './settingsSlice.ts';

/** A saved drawing of which this device keeps a copy. */
export interface GalleryDrawing {
  readonly id: string;
  readonly styleId: string;
  /** What the style was called when it was drawn: the manifest is not fetched for the gallery. */
  readonly styleNames: StyleEntry['names'];
  readonly format: OutputFormat;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  readonly sizeBytes: number;
  /** Address of its small picture; null where none could be made. */
  readonly thumbnailId: HandleId | null;
}

export interface GallerySlice {
  readonly isOpen: boolean;
  /** Newest first; null until they are read, and while the gallery is closed. */
  readonly drawings: readonly GalleryDrawing[] | null;
  /** Whether the browser lets nothing be read or deleted. */
  readonly isRefused: boolean;
}

export const initialGallery: GallerySlice = { isOpen: false, drawings: null, isRefused: false };
