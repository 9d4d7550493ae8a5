import type { OnnxHeader } from '#domain/ownModel/onnxHeader.ts';
import type { ModelFault, OwnModelSettings } from '#domain/ownModel/ownModel.ts';
import type { StyleReading } from '#domain/style/reading.ts';
import type { ReadingGroup } from '#domain/model/readingGroups.ts';
import type { ReadingWords } from '#domain/style/readingWords.ts';
import type { StyleCode } from '#domain/style/styleCode.ts';
import type { StyleEntry } from '#sdk/index.ts';
import type { HandleId } from '../handles.ts';
import type { Problem } from './jobSlice.ts';

/** A style that the user saved or loaded from a file. */
export interface OwnStyle {
  /** Its style code: what it is drawn with. No two have the same. */
  readonly id: string;
  readonly names: StyleEntry['names'];
  readonly author: string;
  readonly licence: string;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  /** Address of its small picture; null until that is drawn. */
  readonly thumbnailId: HandleId | null;
  /** Of a model that the user brought. */
  readonly model?: { readonly sizeBytes: number };
}

/** A model that is being looked at before it becomes a style. */
export interface ModelCandidate {
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly header: OnnxHeader;
  readonly settings: OwnModelSettings;
  /** What it made of the sample; null while that is drawn, and where it could not. */
  readonly pictureId: HandleId | null;
  readonly status: 'trying' | 'drawn' | 'keeping' | 'failed' | 'hung';
}

/** What became of the last style that was saved or of the files that were loaded. */
export type StyleMessage =
  | { readonly kind: 'saved' | 'loaded' | 'known' | 'deleted'; readonly name: string }
  /** So many numbers were unknown or beyond their bounds. */
  | { readonly kind: 'adapted'; readonly name: string; readonly count: number }
  | { readonly kind: 'loadedMany'; readonly count: number }
  | { readonly kind: 'notAStyle' | 'otherVersion' | 'tooLarge'; readonly fileName: string }
  | { readonly kind: 'modelFault'; readonly fault: ModelFault; readonly fileName: string }
  | { readonly kind: 'tooMany' | 'refused' }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** A picture whose style is drawn in. */
export interface Reference {
  readonly fileName: string;
  /** Address of a small picture of it; null where none could be made. */
  readonly pictureId: HandleId | null;
  readonly reading: StyleReading;
  readonly words: ReadingWords;
  /** What of it is taken over. */
  readonly groups: readonly ReadingGroup[];
  /** The style that was drawn in before. */
  readonly before: StyleCode;
}

export interface StylesSlice {
  /** The newest last. */
  readonly own: readonly OwnStyle[];
  readonly candidate: ModelCandidate | null;
  readonly message: StyleMessage | null;
  readonly isManagerOpen: boolean;
  readonly reference: Reference | null;
  readonly isReading: boolean;
}

export const initialStyles: StylesSlice = {
  own: [],
  candidate: null,
  message: null,
  isManagerOpen: false,
  reference: null,
  isReading: false,
};
