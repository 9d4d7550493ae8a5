import { type TuneControl, tuneControls } from '#domain/style/tune.ts';
import { shownRecipe } from '#app/photo/recipes.ts';
import { resetTuning, setControl, shownCode } from '#app/settings/styles/changes.ts';
import { isOwnModel } from '#app/shared/styleEntries.ts';
import { getState } from '#app/shared/state/store.ts';
import { useApp, useFormats } from '../../common/useApp.ts';
import { Icon } from '../../common/Icon.tsx';
import { useLaterText } from '../../common/useLaterText.ts';
import { RangeField } from '../RangeField.tsx';
import { NumbersPanel } from './NumbersPanel.tsx';
import { ResetOne } from './ResetOne.tsx';
import './styleTools.css';

const range = { min: -1, max: 1 } as const;

/** Changes what can be seen of a style by controls that each move several of its numbers. */
export function TunePanel() {
  const text = useLaterText();
  // The code is a new object each time: the style's id tells when it changes.
  const styleId = useApp((state) => shownRecipe(state).styleId);
  if (isOwnModel(styleId)) return <p className="tool-hint">{text.noMixForModel}</p>;
  const { tuned, numbers, backdrop } = shownCode(getState());
  const isTuned = Object.keys({ ...tuned, ...numbers }).length > 0 || backdrop !== undefined;
  return (
    <div className="tune">
      {tuneControls.map((control) => (
        <TuneField key={control} control={control} setting={tuned[control] ?? 0} />
      ))}
      <button type="button" className="quiet-button" disabled={!isTuned} onClick={resetTuning}>
        <Icon name="reset" />
        {text.tuneResetAll}
      </button>
      <NumbersPanel />
    </div>
  );
}

interface TuneFieldProps {
  readonly control: TuneControl;
  /** −100..100 */
  readonly setting: number;
}

function TuneField({ control, setting }: TuneFieldProps) {
  const text = useLaterText();
  const formats = useFormats();
  const name = text.tuneNames[control];
  return (
    <RangeField
      label={name}
      hint={text.tuneHints[control]}
      value={setting / 100}
      range={range}
      mark={0}
      origin={0}
      show={(value) => formats.change(value)}
      aside={setting !== 0 && <ResetOne name={name} onReset={() => setControl(control, 0)} />}
      onChange={(value, gesture) => setControl(control, Math.round(value * 100), gesture)}
    />
  );
}
