import { Aligner, type Aligned } from '../align/aligner.ts';
import { isAlignment } from '../align/alignment.ts';
import { getStudio, patchStudio, type StudioState } from './store.ts';

// Keeps the alignment in step with what lies on the table.

let aligner: Aligner | undefined;
let cartoonInWork: StudioState['cartoon'] = null;

function alignerFor(cartoon: NonNullable<StudioState['cartoon']>): Aligner {
  if (cartoon !== cartoonInWork) aligner?.close();
  if (cartoon !== cartoonInWork || !aligner) {
    aligner = new Aligner(
      cartoon.raster,
      (aligned) => patchStudio({ aligned }),
      () => patchStudio({ problem: { kind: 'alignFailed' } }),
    );
  }
  cartoonInWork = cartoon;
  return aligner;
}

/** Aligns the cartoon anew; what is shown follows. */
export function realign(): void {
  const { photo, cartoon, points } = getStudio();
  if (!photo || !cartoon || !points) {
    aligner?.close();
    aligner = undefined;
    cartoonInWork = null;
    return;
  }
  alignerFor(cartoon).show(points, photo.raster);
}

/** The alignment of what lies on the table, at the photo's own size. Rejects when the worker fails. */
export async function alignFully(): Promise<Aligned> {
  const { photo, cartoon, points, aligned } = getStudio();
  if (!photo || !cartoon || !points) throw new RangeError('nothing lies on the table');
  if (aligned?.isFull && aligned.points === points) return aligned;
  return await alignerFor(cartoon).full(points, photo.raster);
}

/** Why the pair on the table cannot be accepted. */
export type Obstacle = 'missing' | 'coinciding' | 'folded';

/** What keeps the pair on the table from being accepted, as far as it is known; null where nothing does. */
export function obstacleOf({ points, aligned }: StudioState): Obstacle | null {
  if (!points || !aligned) return 'missing';
  if (!isAlignment(aligned.outcome)) return 'coinciding';
  return aligned.outcome.quality.folds.length > 0 ? 'folded' : null;
}
