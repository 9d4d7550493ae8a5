import type { Landmarks } from './landmarks.ts';

/** A style's proportions, by name. */
export type Proportions = Readonly<Record<string, number>>;

/** Where the landmarks go at `exaggeration` (0..1.3, already times the reliability). */
export declare function exaggerate(
  landmarks: Landmarks<'crop'>,
  proportions: Proportions,
  exaggeration: number,
): Landmarks<'crop'>;
