import type { DisplacementGrid } from './displacement.ts';
import type { Landmarks } from './landmarks.ts';

/** The field that moves the face from `source` to `destination`; zero at the crop's border. */
export declare function warpField(
  source: Landmarks<'crop'>,
  destination: Landmarks<'crop'>,
): DisplacementGrid;
