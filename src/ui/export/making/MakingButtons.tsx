import { useEffect, useRef } from 'react';
import { canCopy, canShare } from '#app/export/handOver.ts';
import { copyOrder, type Order, saveOrder, shareOrder } from '#app/export/stickers/save.ts';
import { cancelSave } from '#app/photo/exporting.ts';
import type { Headway } from '#app/shared/state/jobSlice.ts';
import type { AppState } from '#app/shared/state/store.ts';
import { savedWords } from '#app/text/progressWords.ts';
import { stickerTexts } from '#app/text/edit/stickers.ts';
import { Icon } from '../../common/Icon.tsx';
import { ProblemText } from '../../common/ProblemText.tsx';
import { useApp, useText } from '../../common/useApp.ts';
import { useTexts } from '../../common/useTexts.ts';
import { Meter } from '../../photo/Meter.tsx';

const saveHeadway = ({ job }: AppState): Headway | null => job.saveHeadway;

/** The ways out of the dialog; while one is taken, how far it is. */
export function MakingButtons({ order }: { readonly order: Order }) {
  const text = useTexts(stickerTexts);
  const isRunning = useApp(({ job }) => job.save.status === 'running');
  const isSeveral = order.kind === 'avatar' && order.avatar.sizes.length > 1;
  const row = useRef<HTMLDivElement>(null);
  const wasRunning = useRef(isRunning);

  // The buttons and cancel take each other's place: the keyboard stays there.
  useEffect(() => {
    if (wasRunning.current === isRunning) return;
    wasRunning.current = isRunning;
    row.current?.querySelector('button')?.focus({ preventScroll: true });
  }, [isRunning]);

  return (
    <div className="making-foot" ref={row}>
      {isRunning ? (
        <div className="making-progress">
          <Meter name={text.progress} select={saveHeadway} />
          <button
            type="button"
            className="button is-square"
            aria-label={text.cancel}
            onClick={cancelSave}
          >
            <Icon name="close" />
          </button>
        </div>
      ) : (
        <div className="making-buttons">
          <button type="button" className="button is-primary" onClick={() => void saveOrder(order)}>
            <Icon name="download" />
            {isSeveral ? text.saveZip : text.save}
          </button>
          {canCopy() && (
            <button
              type="button"
              className="button is-square"
              aria-label={text.copy}
              title={text.copy}
              onClick={() => void copyOrder(order)}
            >
              <Icon name="copy" />
            </button>
          )}
          {canShare('png') && (
            <button
              type="button"
              className="button is-square"
              aria-label={text.share}
              title={text.share}
              onClick={() => void shareOrder(order)}
            >
              <Icon name="share" />
            </button>
          )}
        </div>
      )}
      <Outcome />
    </div>
  );
}

/** Where the last file went, or why it did not. */
function Outcome() {
  const text = useText();
  const save = useApp(({ job }) => job.save);
  if (save.status === 'failed') {
    return (
      <p className="making-outcome" role="alert">
        <ProblemText problem={save.problem} />
      </p>
    );
  }
  return (
    <p className="hint making-outcome" role="status">
      {save.status === 'done' && savedWords(save.task, text, true)}
    </p>
  );
}
