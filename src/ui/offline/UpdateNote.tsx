import { dismissUpdate } from '#app/offline/offline.ts';
import { takeOver } from '#app/offline/serviceWorker.ts';
import { useApp, useText } from '../common/useApp.ts';
import './updateNote.css';

/** Says that a newer version waits; nothing is loaded before somebody asks for it. */
export function UpdateNote() {
  const text = useText();
  const hasUpdate = useApp(({ offline }) => offline.hasUpdate);
  return (
    <div role="status" className="update-place">
      {hasUpdate && (
        <div className="panel update">
          <p>
            <strong>{text.updateReady}</strong> {text.updateCost}
          </p>
          <div className="update-buttons">
            <button type="button" className="button is-primary" onClick={takeOver}>
              {text.updateNow}
            </button>
            <button type="button" className="quiet-button" onClick={dismissUpdate}>
              {text.updateLater}
            </button>
          </div>
        </div>
      )}
    </div>
  );
}
