import type { HandleId } from '../handles.ts';
import type { Drawing, OpenedPhoto, PhotoSlice } from './photoSlice.ts';
import type { SettingsSlice } from './settingsSlice.ts';
import type { Timeline } from './undo.ts';

/** Everything that can be set and taken back. */
export type Adjustable = Pick<
  SettingsSlice,
  | 'styleId'
  | 'strength'
  | 'exaggeration'
  | 'background'
  | 'backdropColours'
  | 'backdropBlur'
  | 'backdropPictureId'
  | 'format'
  | 'shape'
  | 'besidePhoto'
  | 'keepsCameraData'
> &
  Pick<PhotoSlice, 'faceRecipes' | 'edits'>;

/** The newest drawing of a photo in a style; it can be had back as long as it is listed. */
export interface Result {
  readonly id: number;
  readonly photo: Pick<OpenedPhoto, 'sourceId' | 'fileName' | 'sizeBytes'>;
  readonly drawing: Omit<Drawing, 'bitmapId'>;
  /** Address of its small picture; null until that is made. */
  readonly thumbnailId: HandleId | null;
  /** Size of the picture that is kept of it; 0 until that is made. */
  readonly pictureBytes: number;
}

/** A result on the photo's side of the comparison. */
interface Compared {
  readonly resultId: number;
  readonly styleId: string;
  readonly bitmapId: HandleId;
}

export interface HistorySlice {
  /** Of this session, in the order in which they were first drawn. */
  readonly results: readonly Result[];
  /** The result that was shown last; null before the first. */
  readonly lastShownId: number | null;
  /** Null while the drawing is compared with its photo. */
  readonly compared: Compared | null;
  /** What was set while a photo was shown, by the photo's source. */
  readonly timelines: Readonly<Record<number, Timeline<Adjustable>>>;
}

export const initialHistory: HistorySlice = {
  results: [],
  lastShownId: null,
  compared: null,
  timelines: {},
};
