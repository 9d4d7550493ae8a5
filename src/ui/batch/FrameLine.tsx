import { setBatchFrame } from '#app/batch/batchFrame.ts';
import { frameTexts } from '#app/text/edit/frame.ts';
import { useApp } from '../common/useApp.ts';
import { useTexts } from '../common/useTexts.ts';

/** The frame that every picture of the batch gets. */
export function FrameLine() {
  const text = useTexts(frameTexts);
  const frame = useApp(({ batch }) => batch.frame);
  const besidePhoto = useApp(({ settings }) => settings.besidePhoto);
  if (!frame) return null;
  return (
    <div className="batch-frame">
      <p>
        {text.batchFrame(text.kindNames[frame.kind])}
        {besidePhoto && frame.kind !== 'pair' && (
          <span className="hint"> {text.batchBesidePhoto}</span>
        )}
      </p>
      <button type="button" className="link-button" onClick={() => setBatchFrame(null)}>
        {text.takeOff}
      </button>
    </div>
  );
}
