import { alignCartoon, aligningField, scalePoints, shrinkToFit } from '#domain/pair/alignment.ts';
import type { KeyPoints } from '#domain/pair/keyPoints.ts';
import { coincidingPoints, type Quality, qualityOf } from '#domain/pair/quality.ts';
import type { Raster } from '#domain/picture/raster.ts';
import type { DisplacementGrid } from '#domain/face/displacement.ts';

export const sides = ['photo', 'cartoon'] as const;
export type Side = (typeof sides)[number];

/** The key points of both pictures, px of each. */
export type Points = Readonly<Record<Side, KeyPoints>>;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A cartoon laid onto its photo. */
export interface Alignment {
  /** The aligned cartoon, as large as was asked for. */
  readonly aligned: Raster;
  /** See `AligningField.grid`; `width` and `height` are those of `aligned`. */
  readonly grid: DisplacementGrid;
  readonly quality: Quality;
}

/** Two points of a picture that lie on top of each other: nothing can be aligned by them. */
export interface Coincidence {
  readonly side: Side;
  readonly points: readonly [number, number];
}

export type Outcome = Alignment | Coincidence;

export function isAlignment(outcome: Outcome): outcome is Alignment {
  return 'aligned' in outcome;
}

/** Aligns a cartoon with a photo whose size is `photo`, at the size `wanted`: the photo's own, or less for a preview. */
export function align(cartoon: Raster, points: Points, photo: Size, wanted: Size): Outcome {
  for (const side of sides) {
    const coinciding = coincidingPoints(points[side]);
    if (coinciding) return { side, points: coinciding };
  }
  const { width, height } = wanted;
  const target = scalePoints(points.photo, photo, wanted);
  const origin = scalePoints(points.cartoon, cartoon, wanted);
  const field = aligningField(origin, target, width, height);
  const aligned = alignCartoon(shrinkToFit(cartoon, width, height), field);
  return { aligned, grid: field.grid, quality: qualityOf(field, origin, target) };
}
