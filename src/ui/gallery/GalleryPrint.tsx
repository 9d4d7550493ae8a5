import type { MouseEvent } from 'react';
import { downloadAgain, forgetGalleryDrawing, openGalleryDrawing } from '#app/gallery/gallery.ts';
import type { GalleryDrawing } from '#app/shared/state/gallerySlice.ts';
import { addresses } from '#app/shared/handles.ts';
import type { OpenedDrawing } from '../common/DrawingDialog.tsx';
import { Icon } from '../common/Icon.tsx';
import { useApp, useFormats, useText } from '../common/useApp.ts';
import { nameIn } from '#app/text/styleName.ts';
import { useLaterText } from '../common/useLaterText.ts';

interface GalleryPrintProps {
  readonly drawing: GalleryDrawing;
  readonly onOpen: (drawing: OpenedDrawing) => void;
}

/** One kept drawing: to be looked at, downloaded again or deleted. */
export function GalleryPrint({ drawing, onOpen }: GalleryPrintProps) {
  const text = useLaterText();
  const { formatNames } = useText();
  const formats = useFormats();
  const { styleNames, format, savedAt, sizeBytes, thumbnailId } = drawing;
  const style = nameIn(
    useApp(({ settings }) => settings.language),
    styleNames,
  );
  const time = formats.date(savedAt);
  const name = text.galleryDrawing(style, time);
  const open = (): void => {
    const addressId = openGalleryDrawing(drawing);
    if (addressId !== null) onOpen({ fileName: name, addressId });
  };
  const forget = ({ currentTarget }: MouseEvent<HTMLElement>): void => {
    // The button goes away with its drawing; the keyboard stays on the list, or in the dialog.
    const list = currentTarget.closest('ul');
    const isLast = list?.childElementCount === 1;
    (isLast ? list.closest('dialog')?.querySelector('input') : list)?.focus();
    void forgetGalleryDrawing(drawing);
  };
  return (
    <li className="gallery-print">
      <button
        type="button"
        className="gallery-picture"
        aria-label={text.lookAt(name)}
        onClick={open}
      >
        {thumbnailId === null ? (
          <Icon name="photo" />
        ) : (
          <img src={addresses.get(thumbnailId)} alt="" draggable={false} />
        )}
      </button>
      <div className="gallery-words">
        <p>{style}</p>
        <p className="hint">{time}</p>
        <p className="hint">{`${formatNames[format]}, ${formats.megabytes(sizeBytes)}`}</p>
      </div>
      <div className="gallery-tools">
        <button
          type="button"
          className="quiet-button is-square"
          aria-label={text.downloadItem(name)}
          title={text.downloadItem(name)}
          onClick={() => downloadAgain(drawing)}
        >
          <Icon name="download" />
        </button>
        <button
          type="button"
          className="quiet-button is-square"
          aria-label={text.forgetItem(name)}
          title={text.forgetItem(name)}
          onClick={forget}
        >
          <Icon name="bin" />
        </button>
      </div>
    </li>
  );
}
