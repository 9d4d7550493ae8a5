import { setFormat } from '#app/settings/settingsActions.ts';
import { outputFormats } from '#app/shared/state/settingsSlice.ts';
import { SegmentField } from '../common/SegmentField.tsx';
import { useApp, useText } from '../common/useApp.ts';

/** The format that drawings are written in. */
export function FormatField() {
  const text = useText();
  return (
    <SegmentField
      name="format"
      legend={text.format}
      values={outputFormats}
      chosen={useApp(({ settings }) => settings.format)}
      labels={text.formatNames}
      hints={text.formatHints}
      onChoose={setFormat}
    />
  );
}
