import { handOver } from '#app/export/handOver.ts';
import { Icon } from '../common/Icon.tsx';
import { Popover, useClosePopover } from '../common/Popover.tsx';
import { useLaterText } from '../common/useLaterText.ts';

/** Every style at once, as files or on one sheet. */
export function AllStyles({ isReady }: { readonly isReady: boolean }) {
  const text = useLaterText();
  return (
    <Popover
      name={text.allStyles}
      buttonClass="button is-square"
      place="above-end"
      button={<Icon name="styles" />}
    >
      <h2 className="heading">{text.allStyles}</h2>
      {(['sheet', 'archive'] as const).map((task) => (
        <Choice key={task} task={task} isReady={isReady} />
      ))}
    </Popover>
  );
}

interface ChoiceProps {
  readonly task: 'sheet' | 'archive';
  readonly isReady: boolean;
}

function Choice({ task, isReady }: ChoiceProps) {
  const text = useLaterText();
  const close = useClosePopover();
  return (
    <button
      type="button"
      className="button all-styles-choice"
      disabled={!isReady}
      onClick={() => {
        close();
        void handOver[task]();
      }}
    >
      <Icon name="download" />
      {task === 'sheet' ? text.saveSheet : text.saveArchive}
    </button>
  );
}
