import { visionModels } from '#domain/model/visionModels.ts';
import { saveForOffline } from '#app/offline/kept.ts';
import { neededGroups, worksOffline } from '#app/shared/state/offlineSlice.ts';
import { Icon } from '../common/Icon.tsx';
import { useApp, useFormats } from '../common/useApp.ts';
import { useLaterText } from '../common/useLaterText.ts';

const faceBytes = Object.values(visionModels).reduce((total, { bytes }) => total + bytes, 0);

/** Whether the app works without a network, and how to make it. */
export function OfflineSection() {
  const text = useLaterText();
  const formats = useFormats();
  const { support, kept, saving } = useApp(({ offline }) => offline);
  const gpu = useApp(({ device }) => device.backend?.id === 'webgpu');
  const styleBytes = useApp(({ device }) =>
    device.styles.reduce((most, { sizeBytes }) => Math.max(most, sizeBytes), 0),
  );
  if (support === 'none') {
    return (
      <section className="device-section">
        <h3>{text.offlineTitle}</h3>
        <p>{text.offlineNone}</p>
      </section>
    );
  }
  const isReady = kept !== null && worksOffline(kept, gpu);
  const needed: readonly string[] = neededGroups(gpu);
  const missing =
    (kept?.groups ?? [])
      .filter(({ group }) => needed.includes(group))
      .reduce((total, { bytes, keptBytes }) => total + bytes - keptBytes, 0) +
    (kept?.networks.styles ? 0 : styleBytes) +
    (kept?.networks.faces ? 0 : faceBytes);
  return (
    <section className="device-section">
      <h3>{text.offlineTitle}</h3>
      {kept && (
        <p className="device-state">
          <Icon name={isReady && missing === 0 ? 'check' : 'info'} />
          {isReady ? text.offlineReady : text.offlineNotYet}
        </p>
      )}
      {saving.status === 'running' ? (
        <progress
          className="device-progress"
          aria-label={text.savingForOffline}
          value={saving.fraction}
        />
      ) : (
        missing > 0 && (
          <button
            type="button"
            className="button"
            disabled={support !== 'ready'}
            onClick={() => void saveForOffline()}
          >
            <Icon name="download" />
            {text.saveForOffline(formats.megabytes(missing))}
          </button>
        )
      )}
      <p role="status" className="hint">
        {saving.status === 'done' && text.savedForOffline}
        {saving.status === 'failed' && text.saveForOfflineFailed}
      </p>
    </section>
  );
}
