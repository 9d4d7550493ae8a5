import { addToBatch } from '../batch/batch.ts';
import { batchLimit } from '../shared/state/batchSlice.ts';
import { type Delivery, filesOf, type FoundFile } from '../shared/droppedFiles.ts';
import { developPhoto, failIntake } from '../photo/drawing.ts';
import { isMovie } from '../shared/fileKinds.ts';
import { takeInMovie } from './movies.ts';
import { getState } from '../shared/state/store.ts';

/** What is to be made of files that arrive together. */
export type Plan =
  | { readonly kind: 'none' }
  | { readonly kind: 'photo'; readonly file: File }
  | { readonly kind: 'batch'; readonly pictures: readonly FoundFile[]; readonly others: number };

/**
 * One photo is developed, several are a batch, and while a batch is shown everything joins it. Where no file is a
 * picture, the first is opened: its error message says what is wrong.
 */
export function planFor(files: readonly FoundFile[], isBatchShown: boolean): Plan {
  const pictures = files.filter(({ isPicture }) => isPicture);
  const first = pictures[0] ?? files[0];
  if (!first) return { kind: 'none' };
  if (pictures.length > 1 || (isBatchShown && pictures.length === 1)) {
    return { kind: 'batch', pictures, others: files.length - pictures.length };
  }
  return isBatchShown ? { kind: 'none' } : { kind: 'photo', file: first.file };
}

/** Takes in the photos of a delivery, or says that there were none; never rejects. */
export async function takeInDelivery(delivery: Delivery): Promise<void> {
  // One more than there is room for tells that there are more.
  const files = await filesOf(delivery, batchLimit + 1);
  const plan = planFor(files, getState().batch.isShown);
  if (plan.kind === 'batch') addToBatch(plan.pictures, plan.others);
  else if (plan.kind === 'none') failIntake({ code: 'NO_FILE', retryable: false });
  else if (isMovie(plan.file)) await takeInMovie(plan.file);
  else await developPhoto({ blob: plan.file, fileName: plan.file.name });
}
