import { openGallery } from '#app/gallery/galleryView.ts';
import { openDevicePanel } from '#app/offline/offline.ts';
import { DialogLink } from '../common/DialogLink.tsx';
import { Icon } from '../common/Icon.tsx';
import { Popover } from '../common/Popover.tsx';
import { useText } from '../common/useApp.ts';
import { DiagnosticsButton } from '../diagnostics/DiagnosticsButton.tsx';

/** The promise, kept in sight while there is a photo on the page. */
export function PrivacyNote({ isCompact }: { readonly isCompact: boolean }) {
  const text = useText();
  return (
    <Popover
      name={text.privacyButton}
      buttonClass={isCompact ? 'quiet-button is-square' : 'quiet-button'}
      place="below-end"
      button={
        <>
          <Icon name="lock" />
          {!isCompact && text.privacyButton}
        </>
      }
    >
      <PrivacyText />
    </Popover>
  );
}

/** What the promise means and how to check it. */
export function PrivacyText() {
  const text = useText();
  return (
    <>
      <h2 className="heading">{text.privacyTitle}</h2>
      <p>{text.privacyBody}</p>
      <p>{text.privacyProof}</p>
      <p>{text.privacyMetadata}</p>
      <div className="privacy-links">
        <DialogLink onOpen={openDevicePanel}>{text.devicePanelOpen}</DialogLink>
        <DialogLink onOpen={openGallery}>{text.gallery}</DialogLink>
        <DiagnosticsButton />
      </div>
    </>
  );
}
