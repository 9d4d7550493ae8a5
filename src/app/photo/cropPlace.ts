import { cropAt, type CropPlace, placeOf } from '#domain/compose/crop.ts';
import { getState, patch } from '../shared/state/store.ts';

/** Puts the saved part to a place, as far as the picture reaches. */
export function setCropPlace(wanted: CropPlace): void {
  const { photo, settings, job } = getState();
  if (!photo.work || settings.shape === 'whole') return;
  const { width, height } = photo.work.photo;
  const size = { width, height };
  const crop = cropAt(size, settings.shape, wanted);
  patch('photo', { cropPlace: placeOf(size, settings.shape, crop) });
  if (job.save.status === 'done') patch('job', { save: { status: 'idle' } });
}

export function setSaveOpen(isSaveOpen: boolean): void {
  if (getState().photo.isSaveOpen !== isSaveOpen) patch('photo', { isSaveOpen });
}
