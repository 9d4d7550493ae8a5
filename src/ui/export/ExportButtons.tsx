import { useEffect, useRef } from 'react';
import { canCopy, canShare, handOver } from '#app/export/handOver.ts';
import type { Headway, SaveTask } from '#app/shared/state/jobSlice.ts';
import { cancelSave } from '#app/photo/exporting.ts';
import type { AppState } from '#app/shared/state/store.ts';
import { Icon, type IconName } from '../common/Icon.tsx';
import { compactQuery, useMediaQuery } from '../common/useMediaQuery.ts';
import { AllStyles } from './AllStyles.tsx';
import { useApp, useText } from '../common/useApp.ts';
import { Meter } from '../photo/Meter.tsx';

const saveHeadway = ({ job }: AppState): Headway | null => job.saveHeadway;
const icons = { save: 'download', copy: 'copy', share: 'share' } as const satisfies Partial<
  Record<SaveTask, IconName>
>;
type FileTask = keyof typeof icons;
const classes: Readonly<Record<FileTask, string>> = {
  save: 'button is-primary save-button',
  share: 'button save-button',
  copy: 'button is-square',
};

/**
 * The ways out of the page: the one large button and small ones, on a phone with sharing as large as saving; while one
 * is taken, how far it is.
 */
export function ExportButtons() {
  const text = useText();
  const format = useApp(({ settings }) => settings.format);
  const isReady = useApp(({ photo }) => photo.work !== null && photo.incoming === null);
  const isRunning = useApp(({ job }) => job.save.status === 'running');
  const row = useRef<HTMLDivElement>(null);
  const isCompact = useMediaQuery(compactQuery);
  const lastTask = useRef<FileTask>('save');
  const wasRunning = useRef(isRunning);

  // The buttons and cancel take each other's place: the keyboard stays on whichever is there.
  useEffect(() => {
    if (wasRunning.current === isRunning) return;
    wasRunning.current = isRunning;
    if (document.activeElement !== document.body) return;
    const own = row.current?.querySelector<HTMLElement>(`[data-task='${lastTask.current}']`);
    (own ?? row.current?.querySelector('button'))?.focus();
  }, [isRunning]);

  if (isRunning) {
    return (
      <div className="save-progress" ref={row}>
        <Meter name={text.saveTitle} select={saveHeadway} />
        <button
          type="button"
          className="button is-square"
          aria-label={text.cancelSave}
          onClick={cancelSave}
        >
          <Icon name="close" />
        </button>
      </div>
    );
  }
  const names = { save: text.download, copy: text.copyDrawing, share: text.shareDrawing };
  const isLarge = (task: FileTask): boolean => task === 'save' || (task === 'share' && isCompact);
  const tasks: readonly FileTask[] = [
    'save',
    ...(canCopy() ? (['copy'] as const) : []),
    ...(canShare(format) ? (['share'] as const) : []),
  ];
  return (
    <div className="save-buttons" ref={row}>
      {tasks.map((task) => (
        <button
          key={task}
          type="button"
          className={classes[isLarge(task) ? task : 'copy']}
          aria-label={names[task]}
          title={isLarge(task) ? undefined : names[task]}
          data-task={task}
          disabled={!isReady}
          onClick={() => {
            lastTask.current = task;
            void handOver[task]();
          }}
        >
          <Icon name={icons[task]} />
          {isLarge(task) && (task === 'save' ? names[task] : text.shareShort)}
        </button>
      ))}
      <AllStyles isReady={isReady} />
    </div>
  );
}
