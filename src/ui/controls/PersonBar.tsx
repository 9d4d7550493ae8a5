import { chooseFace, setDrawn } from '#app/settingsActions.ts';
import { Icon } from '../common/Icon.tsx';
import { useApp, useFormats, useText } from '../common/useApp.ts';

/** Whom style and sliders are for, where that is one person of several. */
export function PersonBar() {
  const text = useText();
  const formats = useFormats();
  const chosenFace = useApp(({ photo }) => photo.chosenFace);
  const isDrawn = useApp(
    ({ photo }) =>
      photo.chosenFace === null || photo.faceRecipes[photo.chosenFace]?.drawn !== false,
  );
  if (chosenFace === null) return null;
  return (
    <section className="panel person-bar" aria-label={text.onlyPerson}>
      <p className="person-name">{text.person(formats.count(chosenFace + 1))}</p>
      <label className="check">
        <input
          type="checkbox"
          checked={isDrawn}
          onChange={(event) => setDrawn(event.currentTarget.checked)}
        />
        {text.drawPerson}
      </label>
      <button type="button" className="quiet-button" onClick={() => chooseFace(null)}>
        <Icon name="close" />
        {text.everybody}
      </button>
    </section>
  );
}
