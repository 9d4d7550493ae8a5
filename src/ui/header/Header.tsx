import { pickPhoto } from '#app/filePicker.ts';
import { startOver } from '#app/render.ts';
import { CameraButton } from '../camera/CameraButton.tsx';
import { Icon } from '../common/Icon.tsx';
import { useApp, useText } from '../common/useApp.ts';
import { compactQuery, useMediaQuery } from '../common/useMediaQuery.ts';
import { Wordmark } from '../common/Wordmark.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { NoNetwork } from './NoNetwork.tsx';
import { PrivacyNote } from './PrivacyNote.tsx';
import { ShortcutHelp } from './ShortcutHelp.tsx';
import { ThemeSwitch } from './ThemeSwitch.tsx';
import './header.css';

export function Header() {
  const text = useText();
  const hasPhoto = useApp(({ photo }) => photo.work !== null || photo.incoming !== null);
  const isOnline = useApp(({ offline }) => offline.isOnline);
  const isCompact = useMediaQuery(compactQuery);
  const hasKeyboard = useMediaQuery('(hover: hover)');

  return (
    <header className="header">
      <button type="button" className="header-home" aria-label={text.startOver} onClick={startOver}>
        <Wordmark />
      </button>
      <div className="header-tools">
        {!isOnline && <NoNetwork isCompact={isCompact} />}
        {hasPhoto && (
          <button
            type="button"
            className={isCompact ? 'quiet-button is-square' : 'button header-new'}
            aria-label={text.newPhoto}
            onClick={pickPhoto}
          >
            <Icon name="plus" />
            {!isCompact && text.newPhoto}
          </button>
        )}
        {hasPhoto && <CameraButton className="quiet-button header-camera" isIconOnly />}
        <PrivacyNote isCompact={isCompact} />
        {hasKeyboard && !isCompact && <ShortcutHelp />}
        <ThemeSwitch />
        <LanguageSwitch isCompact={isCompact} />
      </div>
    </header>
  );
}
