import { savedWords } from '#app/progressWords.ts';
import { setFormat } from '#app/settingsActions.ts';
import { outputFormats } from '#app/settingsSlice.ts';
import { useApp, useFormats, useText } from '../common/useApp.ts';
import { ExportButtons } from './ExportButtons.tsx';

/** The export: format, size, and the ways out of the page. */
export function SavePanel() {
  const text = useText();
  const formats = useFormats();
  const format = useApp(({ settings }) => settings.format);
  const photo = useApp(({ photo }) => photo.incoming ?? photo.work?.photo);
  const becomesWhite = useApp(
    ({ settings, photo }) =>
      settings.format === 'jpeg' &&
      settings.background === 'none' &&
      (photo.work?.drawing.faces.length ?? 0) > 0,
  );
  const save = useApp(({ job }) => job.save);

  return (
    <div className="save">
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
      {becomesWhite && <p className="hint">{text.jpegHasNoHoles}</p>}
      <ExportButtons />
      <p className="hint">
        {save.status === 'done'
          ? savedWords(save.task, text)
          : photo && text.downloadSize(formats.pixels(photo.width), formats.pixels(photo.height))}
      </p>
    </div>
  );
}
