import { changeWords, putDate } from '#app/export/frames/maker.ts';
import type { FinishedWork } from '#app/shared/state/photoSlice.ts';
import { frameTexts } from '#app/text/edit/frame.ts';
import { mostCharacters } from '#domain/frame/frame.ts';
import { useFormats } from '../../../common/useApp.ts';
import { useTexts } from '../../../common/useTexts.ts';
import { useMaker } from './useMaker.ts';

/** Caption and date of the frame; a picture without one has neither. */
export function WordsFields({ work }: { readonly work: FinishedWork }) {
  const text = useTexts(frameTexts);
  const formats = useFormats();
  const frame = useMaker(({ frame }) => frame);
  const isPassport = useMaker(({ print }) => print?.paper === 'passport');
  const isTooLong = useMaker((state) => state.isTooLong);
  return (
    <section className="maker-part" aria-label={text.words}>
      {frame.kind !== 'none' && !isPassport && (
        <>
          <div className="maker-words">
            <label htmlFor="frame-caption">{text.caption}</label>
            <textarea
              id="frame-caption"
              rows={2}
              dir="auto"
              placeholder={text.captionPlaceholder}
              value={frame.caption}
              onChange={({ currentTarget }) => changeWords('caption', currentTarget.value)}
            />
          </div>
          <div className="maker-words">
            <label htmlFor="frame-date">{text.date}</label>
            <div className="maker-row">
              <input
                id="frame-date"
                type="text"
                dir="auto"
                autoComplete="off"
                value={frame.date}
                onChange={({ currentTarget }) => changeWords('date', currentTarget.value)}
              />
              {frame.date === '' && (
                <button
                  type="button"
                  className="link-button"
                  onClick={(event) => {
                    // The button goes: the keyboard stays with its field.
                    event.currentTarget.parentElement?.querySelector('input')?.focus();
                    void putDate(work);
                  }}
                >
                  {text.putDate}
                </button>
              )}
            </div>
          </div>
        </>
      )}
      <p className="maker-note" role="status">
        {isTooLong && text.tooLong(formats.count(mostCharacters))}
      </p>
    </section>
  );
}
