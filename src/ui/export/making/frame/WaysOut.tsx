import { useEffect, useRef, useState } from 'react';
import { handOverFrame, type WayOut, waysOut } from '#app/export/frames/frameFile.ts';
import { canCopy, canShare } from '#app/export/handOver.ts';
import { cancelSave } from '#app/photo/exporting.ts';
import type { Headway } from '#app/shared/state/jobSlice.ts';
import type { AppState } from '#app/shared/state/store.ts';
import { frameTexts } from '#app/text/edit/frame.ts';
import { Icon, PathIcon } from '../../../common/Icon.tsx';
import { ProblemText } from '../../../common/ProblemText.tsx';
import { useApp } from '../../../common/useApp.ts';
import { useTexts } from '../../../common/useTexts.ts';
import { Meter } from '../../../photo/Meter.tsx';
import { BatchUse } from './BatchUse.tsx';
import { useMaker } from './useMaker.ts';

const saveHeadway = ({ job }: AppState): Headway | null => job.saveHeadway;
const printer = 'M7 8V3.500h10V8M7 16.500H4V8.500h16v8h-3M7 13.500h10v7H7zM16.500 11v.1';

/** The ways out of the dialog; while one is taken, how far it is. */
export function WaysOut() {
  const text = useTexts(frameTexts);
  const save = useApp(({ job }) => job.save);
  const format = useMaker((state) => state.format);
  const isPrinted = useMaker(({ print }) => print !== null);
  /** What was done here: the page behind has its own ways out. */
  const [used, setUsed] = useState<WayOut | null>(null);
  const row = useRef<HTMLDivElement>(null);
  const isRunning = save.status === 'running';
  const wasRunning = useRef(isRunning);

  // Buttons and cancel take each other's place: the keyboard stays on whichever is there.
  useEffect(() => {
    if (wasRunning.current === isRunning) return;
    wasRunning.current = isRunning;
    const isLost = document.activeElement?.matches('body, dialog') ?? true;
    if (!isLost) return;
    const own = row.current?.querySelector<HTMLElement>(`[data-way='${used}']`);
    (own ?? row.current?.querySelector('button'))?.focus();
  }, [isRunning, used]);

  const canTake = (way: WayOut): boolean =>
    (way !== 'copy' || canCopy()) && (way !== 'share' || canShare(format));
  return (
    <div className="maker-ways" ref={row}>
      {isRunning ? (
        <div className="save-progress">
          <Meter name={text.saving} select={saveHeadway} />
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
        <div className="maker-buttons">
          {waysOut.filter(canTake).map((way) => (
            <button
              key={way}
              type="button"
              data-way={way}
              className={way === 'save' ? 'button is-primary' : 'button is-square'}
              aria-label={text.wayHints[way]}
              title={text.wayHints[way]}
              onClick={() => {
                setUsed(way);
                void handOverFrame[way]();
              }}
            >
              {way === 'print' ? (
                <PathIcon path={printer} />
              ) : (
                <Icon name={way === 'save' ? 'download' : way} />
              )}
              {way === 'save' && text.ways.save}
            </button>
          ))}
        </div>
      )}
      <BatchUse />
      <p className="hint" role="status">
        {used && save.status === 'done' && save.task !== 'link' && wordsOf(save.task, text.done)}
        {save.status !== 'done' && isPrinted && text.printHint}
      </p>
      {used && save.status === 'failed' && (
        <p role="alert">
          <ProblemText problem={save.problem} />
        </p>
      )}
    </div>
  );
}

function wordsOf(task: string, done: Readonly<Record<string, string>>): string | undefined {
  return done[task];
}
