import { useStyles } from '../common/useStyles.ts';
import { memo, type MouseEvent, useEffect, useRef } from 'react';
import { cancelItem, isOutdated, removeItem, retryItem, setItemStyle } from '#app/batch/batch.ts';
import { saveItem } from '#app/batch/batchSave.ts';
import type { BatchItem } from '#app/shared/state/batchSlice.ts';
import { addresses } from '#app/shared/handles.ts';
import { watch } from '#app/shared/state/store.ts';
import { nameIn } from '#app/text/styleName.ts';
import { Icon, type IconName } from '../common/Icon.tsx';
import { LiveBar, showFraction } from '../common/LiveMeter.tsx';
import { useApp, useFormats, useText } from '../common/useApp.ts';
import { MoveHandle } from './MoveHandle.tsx';
import { useNearby } from './useNearby.ts';
import { useLaterText } from '../common/useLaterText.ts';

interface BatchPrintProps {
  readonly item: BatchItem;
  readonly onOpen: (id: string) => void;
}

/** One photo on the contact sheet, later its drawing; only its name while it is far out of sight. */
export const BatchPrint = memo(function BatchPrint({ item, onOpen }: BatchPrintProps) {
  const { ref, isNear } = useNearby();
  const { id, fileName, status } = item;
  return (
    <li ref={ref} className="contact" data-item={id} data-status={status} tabIndex={-1}>
      {isNear ? (
        <>
          <Picture item={item} onOpen={onOpen} />
          <div className="contact-words">
            <p className="contact-name" title={fileName}>
              {fileName}
            </p>
            {status === 'running' ? <RunningBar name={fileName} /> : <Status item={item} />}
          </div>
          <div className="contact-tools">
            <StyleField item={item} />
            <Tools item={item} />
          </div>
        </>
      ) : (
        <p className="contact-name">{fileName}</p>
      )}
    </li>
  );
});

/** What is there to be seen of it; a finished drawing opens. */
function Picture({ item, onOpen }: BatchPrintProps) {
  const later = useLaterText();
  const { id, fileName, status, thumbnailId } = item;
  const address = thumbnailId === null ? undefined : addresses.get(thumbnailId);
  const picture = address ? <img src={address} alt="" draggable={false} /> : <Icon name="photo" />;
  if (status !== 'done') return <div className="contact-picture">{picture}</div>;
  return (
    <button
      type="button"
      className="contact-picture"
      aria-label={later.openItem(fileName)}
      onClick={() => onOpen(id)}
    >
      {picture}
    </button>
  );
}

function RunningBar({ name }: { readonly name: string }) {
  const bar = useRef<HTMLDivElement>(null);
  useEffect(
    () =>
      watch(
        ({ batch }) => batch.fraction,
        (fraction) => showFraction(bar.current, fraction),
      ),
    [],
  );
  return <LiveBar ref={bar} name={name} />;
}

function Status({ item }: { readonly item: BatchItem }) {
  const text = useText();
  const later = useLaterText();
  const formats = useFormats();
  const { status, problem, isLocked, drawn } = item;
  if (problem !== null) {
    const { what, next } = text.problems[problem];
    return (
      <p className="contact-status">
        <strong>{what}</strong> {next}
      </p>
    );
  }
  if (isLocked) return <p className="contact-status">{later.batchLocked}</p>;
  return (
    <p className="contact-status">
      {later.batchStatuses[status]}
      {drawn && status === 'done' && `, ${formats.megabytes(drawn.sizeBytes)}`}
    </p>
  );
}

/** The style of this photo alone. */
function StyleField({ item }: { readonly item: BatchItem }) {
  const later = useLaterText();
  const language = useApp(({ settings }) => settings.language);
  const { id, fileName, status, styleId } = item;
  const styles = useStyles(styleId);
  return (
    <select
      className="contact-style"
      aria-label={later.ownStyle(fileName)}
      disabled={status === 'running'}
      value={styleId ?? ''}
      onChange={(event) => setItemStyle(id, event.currentTarget.value || null)}
    >
      <option value="">{later.commonStyle}</option>
      {styles.map(({ id, names }) => (
        <option key={id} value={id}>
          {nameIn(language, names)}
        </option>
      ))}
    </select>
  );
}

/** What can be done with the photo as it stands. */
function Tools({ item }: { readonly item: BatchItem }) {
  const later = useLaterText();
  const { id, fileName, status } = item;
  const canRedraw = useApp((state) => isOutdated(item, state));
  const isOpen = status === 'waiting' || status === 'running';
  return (
    <>
      {status === 'waiting' && <MoveHandle item={item} />}
      {isOpen && (
        <Tool icon="close" name={later.cancelItem(fileName)} onPress={() => cancelItem(id)} />
      )}
      {(status === 'failed' || status === 'cancelled' || canRedraw) && (
        <Tool icon="reset" name={later.retryItem(fileName)} onPress={() => retryItem(id)} />
      )}
      {status === 'done' && (
        <Tool icon="download" name={later.saveItem(fileName)} onPress={() => saveItem(id)} />
      )}
      {!isOpen && (
        <Tool icon="close" name={later.removeItem(fileName)} onPress={() => removeItem(id)} />
      )}
    </>
  );
}

interface ToolProps {
  readonly icon: IconName;
  readonly name: string;
  readonly onPress: () => void;
}

function Tool({ icon, name, onPress }: ToolProps) {
  const press = ({ currentTarget }: MouseEvent<HTMLElement>): void => {
    const contact = currentTarget.closest('li');
    const neighbour = contact?.nextElementSibling ?? contact?.previousElementSibling;
    const places = [contact, neighbour, currentTarget.closest('section')];
    onPress();
    // The button may go away with what it did, and its photo with it: the keyboard stays close by.
    requestAnimationFrame(() => {
      if (document.activeElement !== document.body) return;
      const place = places.find((element) => element?.isConnected);
      if (place instanceof HTMLElement) place.focus();
    });
  };
  return (
    <button
      type="button"
      className="quiet-button is-square"
      aria-label={name}
      title={name}
      onClick={press}
    >
      <Icon name={icon} />
    </button>
  );
}
