import type { SaveTask } from '#app/shared/state/jobSlice.ts';
import { dismissProblem, retryDraw } from '#app/photo/drawing.ts';
import { failSave } from '#app/photo/exporting.ts';
import { PageError } from '#app/shared/pageError.ts';
import { DismissButton } from './DismissButton.tsx';
import { focusStage } from './focusStage.ts';
import { Icon } from '../common/Icon.tsx';
import { ProblemText } from '../common/ProblemText.tsx';
import { useApp, useText } from '../common/useApp.ts';

/** What went wrong, what to do next; nothing that was there before is lost. */
export function ProblemCaption() {
  const text = useText();
  const draw = useApp(({ job }) => job.draw);
  const save = useApp(({ job }) => job.save);
  const failed = draw.status === 'failed' ? draw : save.status === 'failed' ? save : null;
  if (!failed) return <div role="alert" />;
  const retry = failed === save ? () => void retrySave(failed.task) : retryDraw;
  return (
    <div className="caption is-problem" role="alert">
      <Icon name="alert" />
      <p>
        <ProblemText problem={failed.problem} />
      </p>
      {failed.problem.retryable && (
        <button
          type="button"
          className="button"
          onClick={(event) => {
            focusStage(event);
            retry();
          }}
        >
          {text.tryAgain}
        </button>
      )}
      <DismissButton onDismiss={dismissProblem} />
    </div>
  );
}

async function retrySave(task: SaveTask): Promise<void> {
  try {
    const { handOver } = await import('#app/export/handOver.ts');
    await handOver[task]();
  } catch (error) {
    // It does not reject itself: it could not be fetched.
    failSave(task, new PageError('APP_UNREACHABLE', { cause: error }));
  }
}
