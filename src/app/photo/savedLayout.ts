import { cropAround, cropAt } from '#domain/compose/crop.ts';
import type { Box } from '#domain/picture/geometry.ts';
import { type Layout, layoutOf } from '#domain/compose/layout.ts';
import type { FaceSummary } from '#sdk/index.ts';
import type { OpenedPhoto, PhotoSlice } from '../shared/state/photoSlice.ts';
import type { SettingsSlice } from '../shared/state/settingsSlice.ts';

/** What of a photo and its drawing goes into a file. */
export function savedLayout(
  photo: OpenedPhoto,
  faces: readonly FaceSummary[],
  settings: Pick<SettingsSlice, 'shape' | 'besidePhoto'>,
  place: PhotoSlice['cropPlace'],
): Layout {
  return layoutOf(sizeOf(photo), cropOf(photo, faces, settings, place), settings.besidePhoto);
}

function cropOf(
  photo: OpenedPhoto,
  faces: readonly FaceSummary[],
  { shape }: Pick<SettingsSlice, 'shape'>,
  place: PhotoSlice['cropPlace'],
): Box {
  if (place && shape !== 'whole') return cropAt(sizeOf(photo), shape, place);
  const boxes = faces.map(({ box }) => box);
  return cropAround(sizeOf(photo), boxes, shape);
}

const sizeOf = ({ width, height }: OpenedPhoto) => ({ width, height });
