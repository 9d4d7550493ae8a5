import { goHome, showBatch } from '#app/batch/batchView.ts';
import { openGallery } from '#app/gallery/galleryView.ts';
import { pickPhoto } from '#app/intake/filePicker.ts';
import { CameraButton } from '../intake/camera/CameraButton.tsx';
import { Icon } from '../common/Icon.tsx';
import { useApp, useFormats, useText } from '../common/useApp.ts';
import { compactQuery, useMediaQuery } from '../common/useMediaQuery.ts';
import { Wordmark } from '../common/Wordmark.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { NoNetwork } from './NoNetwork.tsx';
import { PrivacyNote } from './PrivacyNote.tsx';
import { ShortcutHelp } from './ShortcutHelp.tsx';
import { ThemeSwitch } from './ThemeSwitch.tsx';
import './header.css';

/** Where the buttons have no room for their words. */
const narrowQuery = '(max-width: 859px)';

export function Header() {
  const text = useText();
  const hasPhoto = useApp(({ photo }) => photo.work !== null || photo.incoming !== null);
  const isBatchShown = useApp(({ batch }) => batch.isShown);
  const addName = isBatchShown ? text.addPhotos : text.newPhoto;
  const isOnline = useApp(({ offline }) => offline.isOnline);
  const hasRoomForHelp = !useMediaQuery(compactQuery);
  const isCompact = useMediaQuery(narrowQuery);
  const hasKeyboard = useMediaQuery('(hover: hover)');

  return (
    <header className="header">
      <button type="button" className="header-home" aria-label={text.startOver} onClick={goHome}>
        <Wordmark />
      </button>
      <div className="header-tools">
        {!isOnline && <NoNetwork isCompact={isCompact} />}
        {!isBatchShown && <BatchButton />}
        {(hasPhoto || isBatchShown) && (
          <button
            type="button"
            className={isCompact ? 'quiet-button is-square' : 'button header-new'}
            aria-label={addName}
            onClick={pickPhoto}
          >
            <Icon name="plus" />
            {!isCompact && addName}
          </button>
        )}
        {hasPhoto && <CameraButton className="quiet-button header-camera" isIconOnly />}
        <button
          type="button"
          className="quiet-button is-square header-gallery"
          aria-label={text.gallery}
          title={text.gallery}
          aria-haspopup="dialog"
          onClick={openGallery}
        >
          <Icon name="gallery" />
        </button>
        <PrivacyNote isCompact={isCompact} />
        {hasKeyboard && hasRoomForHelp && <ShortcutHelp />}
        <ThemeSwitch />
        <LanguageSwitch isCompact={isCompact} />
      </div>
    </header>
  );
}

/** The way back to a batch that goes on out of sight. */
function BatchButton() {
  const text = useText();
  const formats = useFormats();
  const items = useApp(({ batch }) => batch.items);
  if (items.length === 0) return null;
  const done = items.filter(({ status }) => status === 'done').length;
  return (
    <button type="button" className="quiet-button" onClick={showBatch}>
      {text.batchBack(formats.count(done), formats.count(items.length))}
    </button>
  );
}
