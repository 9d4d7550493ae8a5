import { useEffect, useRef } from 'react';
import {
  cancelBatch,
  clearBatch,
  isOutdated,
  pauseBatch,
  redrawOutdated,
  resumeBatch,
  retryMissed,
} from '#app/batch/batch.ts';
import { tally } from '#app/batch/batchQueue.ts';
import { canPickFolder, pickFolder } from '#app/intake/filePicker.ts';
import { Icon } from '../common/Icon.tsx';
import { Popover } from '../common/Popover.tsx';
import { useApp, useFormats } from '../common/useApp.ts';
import { compactQuery, useMediaQuery } from '../common/useMediaQuery.ts';
import { BatchMeter } from './BatchMeter.tsx';
import { useLaterText } from '../common/useLaterText.ts';

/** The whole batch: how far it is, and everything that can be done to all of it. */
export function BatchHead() {
  const later = useLaterText();
  const formats = useFormats();
  const items = useApp(({ batch }) => batch.items);
  const outdated = useApp(
    (state) => state.batch.items.filter((item) => isOutdated(item, state)).length,
  );
  const isCompact = useMediaQuery(compactQuery);
  const { waiting, running, done, missed } = tally(items);
  const hasBegun = running + done + missed > 0;
  return (
    <div className="batch-head">
      <BatchMeter />
      <div className="batch-tools">
        <GoButton />
        {hasBegun && waiting + running > 0 && (
          <button type="button" className="quiet-button" onClick={cancelBatch}>
            {later.batchCancelAll}
          </button>
        )}
        {missed > 0 && (
          <button type="button" className="quiet-button" onClick={retryMissed}>
            {later.batchRetry(formats.count(missed))}
          </button>
        )}
        {outdated > 0 && running === 0 && (
          <button
            type="button"
            className="quiet-button"
            title={later.batchRedrawHint}
            onClick={redrawOutdated}
          >
            {later.batchRedraw(formats.count(outdated))}
          </button>
        )}
        <WaitingWords />
        <span className="batch-tools-end">
          {canPickFolder() && (
            <button
              type="button"
              className={isCompact ? 'quiet-button is-square' : 'quiet-button'}
              aria-label={later.addFolder}
              title={later.addFolder}
              onClick={pickFolder}
            >
              <Icon name="folder" />
              {!isCompact && later.addFolder}
            </button>
          )}
          <ClearButton isCompact={isCompact} />
        </span>
      </div>
    </div>
  );
}

/** Start, pause and resume are one button in one place. */
function GoButton() {
  const later = useLaterText();
  const formats = useFormats();
  const items = useApp(({ batch }) => batch.items);
  const isPaused = useApp(({ batch }) => batch.isPaused);
  const { waiting, running, done } = tally(items);
  const isAbsent = waiting === 0 && (running === 0 || isPaused);
  const place = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    if (!isAbsent || document.activeElement !== document.body) return;
    place.current?.closest('section')?.focus({ preventScroll: true });
  }, [isAbsent]);

  return (
    <span ref={place} className="batch-go">
      {!isAbsent && (
        <button
          type="button"
          className={isPaused ? 'button is-primary' : 'button'}
          onClick={isPaused ? resumeBatch : pauseBatch}
        >
          {isPaused
            ? done + running > 0
              ? later.batchResume
              : later.batchStart(waiting, formats.count(waiting))
            : later.batchPause}
        </button>
      )}
    </span>
  );
}

/** Why nothing goes on, where something waits. */
function WaitingWords() {
  const later = useLaterText();
  const items = useApp(({ batch }) => batch.items);
  const isPaused = useApp(({ batch }) => batch.isPaused);
  const { waiting, running } = tally(items);
  if (waiting === 0 || !isPaused) return null;
  return (
    <p className="hint batch-why">{running > 0 ? later.batchWhyPausing : later.batchWhyPaused}</p>
  );
}

function ClearButton({ isCompact }: { readonly isCompact: boolean }) {
  const later = useLaterText();
  const formats = useFormats();
  const unsaved = useApp(
    ({ batch }) =>
      batch.items.filter(({ status, isSaved }) => status === 'done' && !isSaved).length,
  );
  return (
    <Popover
      name={later.clearBatch}
      buttonClass={isCompact ? 'quiet-button is-square' : 'quiet-button'}
      place="below-end"
      button={
        <>
          <Icon name="bin" />
          {!isCompact && later.clearBatch}
        </>
      }
    >
      <p>{later.clearBatchUnsaved(unsaved, formats.count(unsaved))}</p>
      <button type="button" className="button" onClick={clearBatch}>
        {later.clearBatchNow}
      </button>
    </Popover>
  );
}
