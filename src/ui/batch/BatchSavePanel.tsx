import { tally } from '#app/batch/batchQueue.ts';
import {
  canSaveIntoFolder,
  cancelBatchSave,
  saveAsZip,
  saveIntoFolder,
} from '#app/batch/batchSave.ts';
import type { BatchSaving } from '#app/shared/state/batchSlice.ts';
import type { AppState } from '#app/shared/state/store.ts';
import { Icon } from '../common/Icon.tsx';
import { Lazy } from '../common/Lazy.tsx';
import { useApp, useFormats, useText } from '../common/useApp.ts';
import { FormatField } from '../export/FormatField.tsx';
import { ShapeFields } from '../export/ShapeFields.tsx';
import { RecipeInUse } from '../export/recipes/RecipeInUse.tsx';
import { RecipePopover } from '../export/recipes/RecipePopover.tsx';
import { useLaterText } from '../common/useLaterText.ts';

const loadFrameLine = async () => (await import('./FrameLine.tsx')).FrameLine;

const drawnCount = ({ batch }: AppState): number => tally(batch.items).done;
const drawnBytes = ({ batch }: AppState): number =>
  batch.items.reduce(
    (total, { status, drawn }) => total + (status === 'done' && drawn ? drawn.sizeBytes : 0),
    0,
  );

/** The format of what is drawn next, and all that is drawn as files. */
export function BatchSavePanel() {
  const later = useLaterText();
  const formats = useFormats();
  const count = useApp(drawnCount);
  const sizeBytes = useApp(drawnBytes);
  const saving = useApp(({ batch }) => batch.saving);
  const isFramed = useApp(({ batch }) => batch.frame !== null);
  return (
    <div className="save">
      <FormatField />
      <ShapeFields>
        <RecipePopover />
      </ShapeFields>
      <RecipeInUse />
      {isFramed && <Lazy load={loadFrameLine} />}
      {saving.status === 'running' ? (
        <SavingBar saving={saving} />
      ) : (
        <div className="batch-save">
          <button
            type="button"
            className="button is-primary save-button"
            disabled={count === 0}
            onClick={() => void saveAsZip()}
          >
            <Icon name="download" />
            {later.saveZip}
          </button>
          {canSaveIntoFolder && (
            <button
              type="button"
              className="button"
              disabled={count === 0}
              onClick={() => void saveIntoFolder()}
            >
              {later.saveFolder}
            </button>
          )}
        </div>
      )}
      <p className="hint" role="status">
        {saving.status === 'failed'
          ? `${later.saveBatchFailed[saving.cause]} ${later.savedBefore(saving.done, formats.count(saving.done))}`
          : saving.status === 'done'
            ? later.savedBatch(saving.count, formats.count(saving.count))
            : count === 0
              ? later.saveZipNothing
              : later.saveZipSize(count, formats.count(count), formats.megabytes(sizeBytes))}
      </p>
    </div>
  );
}

function SavingBar({ saving }: { readonly saving: Extract<BatchSaving, { status: 'running' }> }) {
  const text = useText();
  const later = useLaterText();
  const formats = useFormats();
  const words = later.savingBatch(formats.count(saving.done), formats.count(saving.total));
  return (
    <div className="save-progress">
      <div
        className="bar"
        role="progressbar"
        aria-label={words}
        aria-valuemin={0}
        aria-valuemax={saving.total}
        aria-valuenow={saving.done}
        style={{ '--fraction': saving.done / saving.total }}
      />
      <button
        type="button"
        className="button is-square"
        aria-label={text.cancelSave}
        onClick={cancelBatchSave}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
