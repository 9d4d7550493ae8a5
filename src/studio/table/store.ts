import { createStore } from 'zustand/vanilla';
import { useStore } from 'zustand';
import type { Verdict } from '#domain/pair/pairFile.ts';
import { fitted, type Zoom } from '#domain/picture/zoom.ts';
import type { ProblemCode } from '#app/shared/state/jobSlice.ts';
import type { Points, Side } from '../align/alignment.ts';
import type { Aligned } from '../align/aligner.ts';
import type { OpenPicture } from '../pictures/openPicture.ts';
import type { PairFacts } from '../set/pairs.ts';
import type { ArchiveError } from '../set/readArchive.ts';

/** What moves together. */
export const reaches = ['point', 'feature', 'face'] as const;
export type Reach = (typeof reaches)[number];

/** What the photo's side shows. */
export const views = ['photo', 'overlay', 'flicker', 'grid'] as const;
export type View = (typeof views)[number];

/** What went wrong; the page has a sentence for each. */
export type Problem =
  | { readonly kind: 'picture'; readonly side: Side; readonly code: ProblemCode }
  | { readonly kind: 'noFace' }
  | { readonly kind: 'noRoom' }
  | { readonly kind: 'notKept' }
  | { readonly kind: 'alignFailed' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'exportFailed' }
  | {
      readonly kind: 'archive';
      readonly fault: ArchiveError['fault'];
      readonly what: string;
      /** Pairs that were taken over before. */
      readonly taken: number;
    };

/** Something worth knowing that is no failure. */
export type Note =
  | { readonly kind: 'guessed' }
  | { readonly kind: 'kept'; readonly verdict: Verdict; readonly name: string }
  | { readonly kind: 'exported'; readonly count: number }
  | { readonly kind: 'imported'; readonly taken: number; readonly known: number };

/** The set on its way out of the page or into it. */
export interface Transfer {
  readonly way: 'export' | 'import';
  readonly done: number;
  readonly total: number;
}

/** A state of the points that can be gone back to. */
export interface Step {
  readonly points: Points;
  /** Changes of one gesture are one step; null is a step by itself. */
  readonly gesture: number | null;
}

export interface StudioState {
  readonly photo: OpenPicture | null;
  readonly cartoon: OpenPicture | null;
  /** Of both pictures, once both are there. */
  readonly points: Points | null;
  readonly past: readonly Step[];
  readonly future: readonly Points[];
  /** The chosen point, the same in both pictures. */
  readonly point: number;
  readonly reach: Reach;
  readonly isMirrored: boolean;
  readonly view: View;
  /** Of the aligned cartoon over the photo, 0..1. */
  readonly opacity: number;
  readonly zooms: Readonly<Record<Side, Zoom>>;
  /** The last alignment; it may be of earlier points. */
  readonly aligned: Aligned | null;
  /** Whether a file is being opened for a side. */
  readonly opening: Readonly<Record<Side, boolean>>;
  readonly isKeeping: boolean;
  /** The id under which the pair on the table is kept. */
  readonly id: string | null;
  readonly verdict: Verdict;
  readonly comment: string;
  /** Whether a person has changed something since it was kept. */
  readonly isChanged: boolean;
  /** The kept pairs, oldest first; null while they are read. */
  readonly pairs: readonly PairFacts[] | null;
  readonly lastDeleted: PairFacts | null;
  readonly transfer: Transfer | null;
  readonly problem: Problem | null;
  readonly note: Note | null;
}

/** An empty table. */
export const emptyTable = {
  photo: null,
  cartoon: null,
  points: null,
  past: [],
  future: [],
  point: 30,
  aligned: null,
  zooms: { photo: fitted, cartoon: fitted },
  view: 'photo',
  id: null,
  verdict: 'open',
  comment: '',
  isChanged: false,
} as const satisfies Partial<StudioState>;

const studioStore = createStore<StudioState>()(() => ({
  ...emptyTable,
  reach: 'point',
  isMirrored: false,
  opacity: 0.5,
  opening: { photo: false, cartoon: false },
  isKeeping: false,
  pairs: null,
  lastDeleted: null,
  transfer: null,
  problem: null,
  note: null,
}));

export const getStudio = studioStore.getState;

/** Replaces some fields. */
export function patchStudio(change: Partial<StudioState>): void {
  studioStore.setState(change);
}

/** A value of the store; the component renders again when it becomes another one. */
export function useStudio<Value>(select: (state: StudioState) => Value): Value {
  return useStore(studioStore, select);
}
