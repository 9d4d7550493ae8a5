import { useEffect, useRef } from 'react';
import type { Headway } from '#app/jobSlice.ts';
import { cancelSave, savePhoto } from '#app/render.ts';
import type { AppState } from '#app/store.ts';
import { Icon } from '../common/Icon.tsx';
import { useApp, useFormats, useText } from '../common/useApp.ts';
import { Meter } from '../stage/Meter.tsx';
import { FormatField } from './FormatField.tsx';

const saveHeadway = ({ job }: AppState): Headway | null => job.saveHeadway;

/** The export: format, size, and the one large button. */
export function SavePanel() {
  const text = useText();
  const formats = useFormats();
  const photo = useApp(({ photo }) => photo.incoming ?? photo.work?.photo);
  const isReady = useApp(({ photo }) => photo.work !== null && photo.incoming === null);
  const becomesWhite = useApp(
    ({ settings, photo }) =>
      settings.format === 'jpeg' &&
      settings.background === 'none' &&
      (photo.work?.drawing.faces.length ?? 0) > 0,
  );
  const status = useApp(({ job }) => job.save.status);
  const isRunning = status === 'running';
  const panel = useRef<HTMLDivElement>(null);
  const wasRunning = useRef(isRunning);

  // Download and cancel take each other's place: the keyboard stays on whichever is there.
  useEffect(() => {
    if (wasRunning.current === isRunning) return;
    wasRunning.current = isRunning;
    if (document.activeElement === document.body) panel.current?.querySelector('button')?.focus();
  }, [isRunning]);

  return (
    <div className="save" ref={panel}>
      <FormatField />
      {becomesWhite && <p className="hint">{text.jpegHasNoHoles}</p>}
      {isRunning ? (
        <div className="save-progress">
          <Meter name={text.download} select={saveHeadway} />
          <button
            type="button"
            className="button is-square"
            aria-label={text.cancelSave}
            onClick={cancelSave}
          >
            <Icon name="close" />
          </button>
        </div>
      ) : (
        <button
          type="button"
          className="button is-primary save-button"
          disabled={!isReady}
          onClick={() => void savePhoto()}
        >
          <Icon name="download" />
          {text.download}
        </button>
      )}
      <p className="hint">
        {status === 'done'
          ? text.saved
          : photo && text.downloadSize(formats.pixels(photo.width), formats.pixels(photo.height))}
      </p>
    </div>
  );
}
