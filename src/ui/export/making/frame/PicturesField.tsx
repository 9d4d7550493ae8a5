import { changeFrame } from '#app/export/frames/maker.ts';
import { frameTexts } from '#app/text/edit/frame.ts';
import { nameIn } from '#app/text/styleName.ts';
import { type Frame, type FrameSource, mostPictures } from '#domain/frame/frame.ts';
import { useApp, useFormats, useText } from '../../../common/useApp.ts';
import { useStyles } from '../../../common/useStyles.ts';
import { useTexts } from '../../../common/useTexts.ts';

/** Which pictures a grid or film shows: the photo, the drawing, and the drawing in other styles. */
export function PicturesField({ frame: { pictures } }: { readonly frame: Frame }) {
  const text = useTexts(frameTexts);
  const { photo } = useText();
  const formats = useFormats();
  const language = useApp(({ settings }) => settings.language);
  const styles = useStyles(null);
  const choices: readonly { readonly source: FrameSource; readonly name: string }[] = [
    { source: 'photo', name: photo },
    { source: 'drawing', name: text.drawingNow },
    ...styles.map(({ id, names }) => ({
      source: `style:${id}` as const,
      name: nameIn(language, names),
    })),
  ];
  const toggle = (source: FrameSource): void => {
    const others = pictures.filter((one) => one !== source);
    const isNew = others.length === pictures.length;
    if (isNew && pictures.length >= mostPictures) return;
    if (!isNew && others.length === 0) return;
    changeFrame({ pictures: isNew ? [...pictures, source] : others });
  };
  return (
    <fieldset className="maker-pictures">
      <legend>{text.pictures}</legend>
      {choices.map(({ source, name }) => {
        const place = pictures.indexOf(source);
        return (
          <label key={source} className="maker-chip">
            <input
              type="checkbox"
              className="visually-hidden"
              checked={place >= 0}
              onChange={() => toggle(source)}
            />
            {place >= 0 && <span aria-hidden="true">{formats.count(place + 1)}</span>}
            {name}
          </label>
        );
      })}
      <p className="hint">{text.picturesHint(formats.count(mostPictures))}</p>
    </fieldset>
  );
}
