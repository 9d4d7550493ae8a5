import { setFormat } from '#app/settingsActions.ts';
import { outputFormats } from '#app/settingsSlice.ts';
import { useApp, useText } from '../common/useApp.ts';

/** The format that drawings are written in. */
export function FormatField() {
  const text = useText();
  const format = useApp(({ settings }) => settings.format);
  return (
    <fieldset className="segments">
      <legend className="visually-hidden">{text.format}</legend>
      {outputFormats.map((candidate) => (
        <label key={candidate} className="segment" title={text.formatHints[candidate]}>
          <input
            type="radio"
            name="format"
            className="visually-hidden"
            value={candidate}
            checked={candidate === format}
            onChange={() => setFormat(candidate)}
          />
          {text.formatNames[candidate]}
        </label>
      ))}
    </fieldset>
  );
}
