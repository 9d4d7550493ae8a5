import type { KeyPoints } from '#domain/pair/keyPoints.ts';
import type { Verdict } from '#domain/pair/pairFile.ts';

/** A picture of a kept pair, without its pixels. */
export interface KeptPicture {
  readonly width: number;
  readonly height: number;
  /** px of this picture. */
  readonly points: KeyPoints;
}

/** What is listed of a kept pair. */
export interface PairFacts {
  readonly id: string;
  readonly name: string;
  readonly verdict: Verdict;
  readonly comment: string;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  readonly photo: KeptPicture;
  readonly cartoon: KeptPicture;
  /** Whether its cartoon could be aligned. */
  readonly isAligned: boolean;
  /** The aligned cartoon, or else the cartoon, small; null where none could be made. */
  readonly thumbnail: Blob | null;
}

/** The pictures of a kept pair, as PNGs. */
export interface PairFiles {
  readonly photo: Blob;
  readonly cartoon: Blob;
  readonly aligned: Blob | null;
}
