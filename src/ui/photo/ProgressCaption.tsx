import type { Headway } from '#app/shared/state/jobSlice.ts';
import { cancelDraw } from '#app/photo/drawing.ts';
import type { AppState } from '#app/shared/state/store.ts';
import { useText } from '../common/useApp.ts';
import { focusStage } from './focusStage.ts';
import { Meter } from './Meter.tsx';

const drawHeadway = ({ job }: AppState): Headway | null => job.drawHeadway;

/** What is being done to the photo, how far it is, and the way out. */
export function ProgressCaption() {
  const text = useText();
  return (
    <div className="caption is-progress">
      <Meter name={text.developing} select={drawHeadway} />
      <button
        type="button"
        className="button"
        onClick={(event) => {
          focusStage(event);
          cancelDraw();
        }}
      >
        {text.cancel}
      </button>
    </div>
  );
}
