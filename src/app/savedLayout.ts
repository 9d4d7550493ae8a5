import { cropAround } from '#domain/crop.ts';
import { type Layout, layoutOf } from '#domain/layout.ts';
import type { FaceSummary } from '#sdk/index.ts';
import type { OpenedPhoto } from './photoSlice.ts';
import type { SettingsSlice } from './settingsSlice.ts';

/** What of a photo and its drawing the settings put into a file. */
export function savedLayout(
  { width, height }: OpenedPhoto,
  faces: readonly FaceSummary[],
  { shape, besidePhoto }: Pick<SettingsSlice, 'shape' | 'besidePhoto'>,
): Layout {
  const photo = { width, height };
  const boxes = faces.map(({ box }) => box);
  return layoutOf(photo, cropAround(photo, boxes, shape), besidePhoto);
}
