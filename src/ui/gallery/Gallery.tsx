import { useCallback, useEffect, useRef, useState } from 'react';
import { eraseAll, lookAtGallery, putGalleryAway } from '#app/gallery/gallery.ts';
import { mostGalleryBytes } from '#app/gallery/galleryKeep.ts';
import { setKeepsGallery } from '#app/settings/settingsActions.ts';
import { DrawingDialog, type OpenedDrawing } from '../common/DrawingDialog.tsx';
import { Icon } from '../common/Icon.tsx';
import { Popover } from '../common/Popover.tsx';
import { useApp, useFormats } from '../common/useApp.ts';
import { useLaterText } from '../common/useLaterText.ts';
import { GalleryPrint } from './GalleryPrint.tsx';
import './gallery.css';
import { CheckField } from '../common/CheckField.tsx';

/** The switch, what it means, and every drawing that is kept. */
export function Gallery() {
  const text = useLaterText();
  const formats = useFormats();
  const drawings = useApp(({ gallery }) => gallery.drawings);
  const isRefused = useApp(({ gallery }) => gallery.isRefused);
  const keepsGallery = useApp(({ settings }) => settings.keepsGallery);
  const [opened, setOpened] = useState<OpenedDrawing | null>(null);
  const close = useCallback(() => setOpened(null), []);

  useEffect(() => {
    void lookAtGallery();
    return putGalleryAway;
  }, []);

  return (
    <>
      <div className="gallery-switch">
        <CheckField checked={keepsGallery} onChange={setKeepsGallery} describedBy="gallery-promise">
          {text.galleryKeep}
        </CheckField>
        <p className="hint" id="gallery-promise">
          {text.galleryPromise(formats.count(mostGalleryBytes / 1e6))}
        </p>
      </div>
      <p role="status" className={drawings?.length ? 'visually-hidden' : undefined}>
        {isRefused && text.galleryRefused}
        {!isRefused && drawings?.length === 0 && text.galleryEmpty}
      </p>
      {drawings && drawings.length > 0 && (
        <>
          <GalleryHead />
          <ul className="gallery" tabIndex={-1}>
            {drawings.map((drawing) => (
              <GalleryPrint key={drawing.id} drawing={drawing} onOpen={setOpened} />
            ))}
          </ul>
        </>
      )}
      <DrawingDialog opened={opened} onClose={close} />
    </>
  );
}

/** How much is kept, and the button that erases it. */
function GalleryHead() {
  const text = useLaterText();
  const formats = useFormats();
  const drawings = useApp(({ gallery }) => gallery.drawings) ?? [];
  const count = drawings.length;
  const bytes = drawings.reduce((total, { sizeBytes }) => total + sizeBytes, 0);
  const place = useRef<HTMLDivElement>(null);
  const erase = (): void => {
    // The button goes away with what it erases; the keyboard stays in the dialog.
    place.current?.closest('dialog')?.querySelector('input')?.focus();
    void eraseAll();
  };
  return (
    <div ref={place} className="gallery-head">
      <p className="kept-size">
        {text.galleryHolds(count, formats.count(count), formats.megabytes(bytes))}
      </p>
      <Popover
        name={text.galleryErase}
        buttonClass="quiet-button"
        place="below-end"
        button={
          <>
            <Icon name="bin" />
            {text.galleryErase}
          </>
        }
      >
        <p>{text.galleryEraseHint}</p>
        <button type="button" className="button" onClick={erase}>
          {text.galleryEraseNow}
        </button>
      </Popover>
    </div>
  );
}
