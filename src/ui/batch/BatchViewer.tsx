import { useEffect, useEffectEvent, useState } from 'react';
import { saveItem } from '#app/batch/batchSave.ts';
import { openDrawing, openPhoto } from '#app/batch/batchShelf.ts';
import { addresses, type HandleId } from '#app/shared/handles.ts';
import { Dialog } from '../common/Dialog.tsx';
import { Icon } from '../common/Icon.tsx';
import { StepButton } from '../common/StepButton.tsx';
import { useApp, useText } from '../common/useApp.ts';
import { useLaterText } from '../common/useLaterText.ts';

interface BatchViewerProps {
  /** Of the shown item. */
  readonly id: string;
  readonly onShow: (id: string) => void;
  readonly onClose: () => void;
}

/** The finished drawings of the batch one by one, as large as fits; each is compared with its photo and saved. */
export function BatchViewer({ id, onShow, onClose }: BatchViewerProps) {
  const text = useText();
  const later = useLaterText();
  const items = useApp(({ batch }) => batch.items);
  const [isPhotoShown, setIsPhotoShown] = useState(false);
  const finished = items.filter(({ status }) => status === 'done');
  const index = finished.findIndex((item) => item.id === id);
  const item = finished[index];
  const address = useAddress(id, isPhotoShown);
  const isGone = item === undefined;

  // It may be drawn anew, or removed, while it is looked at.
  useEffect(() => {
    if (isGone) onClose();
  }, [isGone, onClose]);

  const go = useEffectEvent((step: number): void => {
    const next = finished[index + step];
    if (next) onShow(next.id);
  });
  useEffect(() => {
    const turn = ({ key }: KeyboardEvent): void => {
      if (key === 'ArrowLeft') go(-1);
      if (key === 'ArrowRight') go(1);
    };
    addEventListener('keydown', turn);
    return () => removeEventListener('keydown', turn);
  }, []);

  if (!item) return null;
  return (
    <Dialog title={item.fileName} onClose={onClose}>
      <div className="viewer">
        {address === null ? (
          <div className="drawing-large" />
        ) : (
          <Shown
            isVideo={item.drawn?.format === 'mp4'}
            address={addresses.get(address)}
            name={isPhotoShown ? text.photo : text.drawing}
          />
        )}
        <div className="viewer-tools">
          <StepButton
            icon="previous"
            name={later.previousItem}
            isIdle={index === 0}
            onPress={() => go(-1)}
          />
          <button
            type="button"
            className="button"
            aria-pressed={isPhotoShown}
            onClick={() => setIsPhotoShown(!isPhotoShown)}
          >
            <Icon name="compare" />
            {later.showPhoto}
          </button>
          <button type="button" className="button is-primary" onClick={() => saveItem(id)}>
            <Icon name="download" />
            {text.download}
          </button>
          <StepButton
            icon="next"
            name={later.nextItem}
            isIdle={index === finished.length - 1}
            onPress={() => go(1)}
          />
        </div>
      </div>
    </Dialog>
  );
}

interface ShownProps {
  readonly isVideo: boolean;
  readonly address: string | undefined;
  readonly name: string;
}

function Shown({ isVideo, address, name }: ShownProps) {
  return isVideo ? (
    // oxlint-disable-next-line jsx-a11y/media-has-caption -- nobody has written any
    <video className="drawing-large" src={address} aria-label={name} controls loop playsInline />
  ) : (
    <img className="drawing-large" src={address} alt={name} draggable={false} />
  );
}

/** The address of an item's drawing, or of its photo; null while it is read or where it cannot be had. */
function useAddress(id: string, isPhoto: boolean): HandleId | null {
  const [opened, setOpened] = useState<{ key: string; addressId: HandleId } | null>(null);
  const key = `${isPhoto} ${id}`;
  useEffect(() => {
    let addressId: HandleId | null = null;
    let isOver = false;
    const show = (opening: HandleId | null): void => {
      addressId = opening;
      if (opening === null) return;
      if (isOver) addresses.free(opening);
      else setOpened({ key, addressId: opening });
    };
    if (isPhoto) void openPhoto(id).then(show);
    else show(openDrawing(id));
    return () => {
      isOver = true;
      if (addressId !== null) addresses.free(addressId);
    };
  }, [id, isPhoto, key]);
  return opened?.key === key ? opened.addressId : null;
}
