import { shortcutLabel } from '#app/page/commands.ts';
import { pickPhoto } from '#app/intake/filePicker.ts';
import { printSample } from '#app/photo/samples.ts';
import { CameraButton } from '../intake/camera/CameraButton.tsx';
import { Icon } from '../common/Icon.tsx';
import { Lazy } from '../common/Lazy.tsx';
import { Popover } from '../common/Popover.tsx';
import { isMac } from '../common/platform.ts';
import { useApp, useText } from '../common/useApp.ts';
import { useMediaQuery } from '../common/useMediaQuery.ts';
import { PrivacyText } from '../header/PrivacyNote.tsx';
import { Halftone } from './Halftone.tsx';
import { Hero } from './Hero.tsx';
import { SamplePrint } from './SamplePrint.tsx';
import { StartFrame } from './StartFrame.tsx';

const loadBackToDrawing = async () => (await import('../history/BackToDrawing.tsx')).BackToDrawing;

/** The empty page: what becomes of a photo, what to drop one on, samples to try, and the promise. */
export function Start() {
  const text = useText();
  const hasKeyboard = useMediaQuery('(hover: hover)');
  const hasLeft = useApp(
    ({ history, photo }) => history.results.length > 0 || photo.unfinishedId !== null,
  );
  const paste = shortcutLabel({ key: 'v', mod: true }, isMac);
  return (
    <StartFrame
      wall={<Halftone />}
      sheet={
        <>
          <h1 className="sheet-title">
            <span className="is-for-mouse">{text.startTitleDrop}</span>
            <span className="is-for-touch">{text.startTitleChoose}</span>{' '}
            <span>{text.startTitleEnd}</span>
          </h1>
          <Hero />
          <button type="button" className="button is-primary sheet-button" onClick={pickPhoto}>
            <Icon name="photo" />
            {text.choosePhoto}
          </button>
          <CameraButton className="quiet-button sheet-camera" />
          {hasLeft ? (
            <Lazy load={loadBackToDrawing} />
          ) : (
            <p className="sheet-hint">
              {hasKeyboard ? text.startHintKeys(paste) : text.samplesTitle}
            </p>
          )}
        </>
      }
      print={<SamplePrint sample={printSample} />}
      promise={
        <>
          <Icon name="lock" />
          <span>{text.promise}</span>
          <Popover
            name={text.promiseCheck}
            buttonClass="link-button"
            place="above-center"
            button={text.promiseCheck}
          >
            <PrivacyText />
          </Popover>
        </>
      }
    />
  );
}
