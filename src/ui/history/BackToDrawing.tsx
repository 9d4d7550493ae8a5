import { addresses } from '#app/shared/handles.ts';
import { lastResult } from '#app/history/results.ts';
import { backToDrawing } from '#app/history/visit.ts';
import { useApp } from '../common/useApp.ts';
import { useLaterText } from '../common/useLaterText.ts';
import './results.css';

/** The way from the start back to what was drawn last. */
export function BackToDrawing() {
  const text = useLaterText();
  const isUnfinished = useApp(({ photo }) => photo.unfinishedId !== null);
  const thumbnailId = useApp((state) =>
    isUnfinished ? null : (lastResult(state)?.thumbnailId ?? null),
  );
  return (
    <button type="button" className="button back-to-drawing" onClick={() => void backToDrawing()}>
      {thumbnailId !== null && <img src={addresses.get(thumbnailId)} alt="" draggable={false} />}
      {isUnfinished ? text.backToPhoto : text.backToDrawing}
    </button>
  );
}
