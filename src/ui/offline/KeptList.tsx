import { forgetItem, itemGroups, keepForGood } from '#app/offline/kept.ts';
import type { KeptItem } from '#app/shared/state/offlineSlice.ts';
import type { Kept } from '#app/shared/state/offlineSlice.ts';
import { useApp, useFormats } from '../common/useApp.ts';
import { useLaterText } from '../common/useLaterText.ts';

const items: readonly KeptItem[] = [
  'app',
  'engines',
  'faces',
  'styles',
  'samples',
  'visit',
  'batch',
  'gallery',
  'ownStyles',
  'settings',
];

/** Everything the app keeps on this device, each to be deleted by itself. */
export function KeptList() {
  const text = useLaterText();
  const formats = useFormats();
  const kept = useApp(({ offline }) => offline.kept);
  if (!kept) return null;
  const shown = items.filter((item) => isKept(kept, item));
  return (
    <section className="device-section">
      <h3>{text.keptTitle}</h3>
      {shown.length === 0 && <p>{text.keptNothing}</p>}
      <ul className="kept">
        {shown.map((item) => (
          <li key={item}>
            <span>
              {text.keptItems[item]}
              {item === 'visit' && <span className="hint kept-hint">{text.keptVisitHint}</span>}
            </span>
            <span className="kept-size">
              {item !== 'settings' && formats.megabytes(bytesOf(kept, item))}
            </span>
            <button
              type="button"
              className="quiet-button"
              aria-label={text.forgetItem(text.keptItems[item])}
              onClick={() => void forgetItem(item)}
            >
              {text.forget}
            </button>
          </li>
        ))}
      </ul>
      {kept.isPersistent !== null && shown.length > 0 && (
        <p className="hint kept-promise">
          {kept.isPersistent ? text.keptForGood : text.keptForNow}
          {!kept.isPersistent && (
            <button type="button" className="link-button" onClick={() => void keepForGood()}>
              {text.keepForGood}
            </button>
          )}
        </p>
      )}
    </section>
  );
}

function isKept(kept: Kept, item: KeptItem): boolean {
  if (item === 'settings') return kept.hasSettings;
  if (item === 'visit') return kept.visitBytes !== null;
  if (item === 'batch') return kept.batchBytes !== null;
  return bytesOf(kept, item) > 0;
}

function bytesOf(kept: Kept, item: KeptItem): number {
  const { groups, networks, visitBytes, batchBytes, galleryBytes, ownStyleBytes } = kept;
  if (item === 'visit') return visitBytes ?? 0;
  if (item === 'batch') return batchBytes ?? 0;
  if (item === 'gallery') return galleryBytes ?? 0;
  if (item === 'ownStyles') return ownStyleBytes ?? 0;
  const ofEngine = item === 'styles' || item === 'faces' ? networks[item] : 0;
  return groups
    .filter(({ group }) => itemGroups[item].includes(group))
    .reduce((total, { keptBytes }) => total + keptBytes, ofEngine);
}
