import { dismissBatchNotes, unlockItems } from '#app/batch/batch.ts';
import { batchLimit } from '#app/shared/state/batchSlice.ts';
import type { AppState } from '#app/shared/state/store.ts';
import { DismissButton } from '../photo/DismissButton.tsx';
import { Icon } from '../common/Icon.tsx';
import { useApp, useFormats } from '../common/useApp.ts';
import { useLaterText } from '../common/useLaterText.ts';

const namesShown = 5;

const lockedCount = ({ batch }: AppState): number =>
  batch.items.filter(({ isLocked }) => isLocked).length;
const unkeptCount = ({ batch }: AppState): number =>
  batch.items.filter(({ isUnkept }) => isUnkept).length;

/** What was left out, what could not be brought back and what would not be: nothing goes in silence. */
export function BatchNotes() {
  const later = useLaterText();
  const formats = useFormats();
  const { others, beyond } = useApp(({ batch }) => batch.leftOut);
  const lost = useApp(({ batch }) => batch.lost);
  const locked = useApp(lockedCount);
  const unkept = useApp(unkeptCount);
  const names = lost.slice(0, namesShown).join(', ') + (lost.length > namesShown ? ' …' : '');
  const notes = [
    others > 0 && later.othersLeftOut(others, formats.count(others)),
    beyond > 0 && later.beyondLeftOut(formats.count(batchLimit)),
    lost.length > 0 && later.batchLost(lost.length, formats.count(lost.length), names),
  ].filter((note) => note !== false);
  return (
    <div className="batch-notes" role="status">
      {notes.length > 0 && (
        <div className="batch-note">
          <Icon name="info" />
          <p>{notes.join(' ')}</p>
          <DismissButton onDismiss={dismissBatchNotes} />
        </div>
      )}
      {unkept > 0 && (
        <div className="batch-note">
          <Icon name="info" />
          <p>{later.batchUnkept(unkept, formats.count(unkept))}</p>
        </div>
      )}
      {locked > 0 && (
        <div className="batch-note">
          <Icon name="lock" />
          <p>{later.batchLockedNote(locked, formats.count(locked))}</p>
          <button type="button" className="button" onClick={() => void unlockItems()}>
            {later.unlockItems}
          </button>
        </div>
      )}
    </div>
  );
}
