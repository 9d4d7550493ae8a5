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
import { Bench } from './Bench.tsx';
import { Clip } from './Clip.tsx';
import { Halftone } from './Halftone.tsx';
import { SamplePrint } from './SamplePrint.tsx';
import { Wire } from './Wire.tsx';
import './start.css';

/** The empty page: a drying line with the sheet to drop a photo on, between two sample prints. */
export function Start() {
  const text = useText();
  const hasKeyboard = useMediaQuery('(hover: hover)');
  const paste = shortcutLabel({ key: 'v', mod: true }, isMac);
  return (
    <div className="start">
      <Halftone />
      <div className="start-line">
        <Wire />
        <div className="sheet">
          <Clip />
          <Clip />
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
        </div>
        <div className="prints">
          <Wire />
          {samples.map((sample) => (
            <SamplePrint key={sample.id} sample={sample} />
          ))}
        </div>
      </div>
      <Bench>
        <div className="promise">
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
        </div>
      </Bench>
    </div>
  );
}
