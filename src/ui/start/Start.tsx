import { shortcutLabel } from '#app/commands.ts';
import { pickPhoto } from '#app/filePicker.ts';
import { samples } from '#app/samples.ts';
import { CameraButton } from '../camera/CameraButton.tsx';
import { Icon } from '../common/Icon.tsx';
import { Popover } from '../common/Popover.tsx';
import { isMac } from '../common/platform.ts';
import { useText } from '../common/useApp.ts';
import { useMediaQuery } from '../common/useMediaQuery.ts';
import { PrivacyText } from '../header/PrivacyNote.tsx';
import { Halftone } from './Halftone.tsx';
import { SamplePrint } from './SamplePrint.tsx';
import { StartFrame } from './StartFrame.tsx';

/** The empty page: what to drop a photo on, two samples to try, and the promise. */
export function Start() {
  const text = useText();
  const hasKeyboard = useMediaQuery('(hover: hover)');
  const paste = shortcutLabel({ key: 'v', mod: true }, isMac);
  return (
    <StartFrame
      wall={<Halftone />}
      sheet={
        <>
          <h1 className="sheet-title">
            <span>{text.startTitle}</span> <span>{text.startTitleEnd}</span>
          </h1>
          <button type="button" className="button is-primary sheet-button" onClick={pickPhoto}>
            <Icon name="photo" />
            {text.choosePhoto}
          </button>
          <CameraButton className="quiet-button sheet-camera" />
          <p className="sheet-hint">
            {hasKeyboard ? text.startHintKeys(paste) : text.samplesTitle}
          </p>
        </>
      }
      prints={samples.map((sample) => (
        <SamplePrint key={sample.id} sample={sample} />
      ))}
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
