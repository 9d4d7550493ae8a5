import { backgrounds } from '#domain/recipe.ts';
import { setBackground } from '#app/settingsActions.ts';
import { useApp, useText } from '../common/useApp.ts';

/** What lies behind the people; for everybody alike, so absent while one person is adjusted. */
export function BackgroundField() {
  const text = useText();
  const chosen = useApp(({ settings }) => settings.background);
  const isHidden = useApp(
    ({ photo }) => photo.chosenFace !== null || photo.work?.drawing.faces.length === 0,
  );
  if (isHidden) return null;
  return (
    <fieldset className="background-field">
      <legend>{text.background}</legend>
      <div className="segments">
        {backgrounds.map((background) => (
          <label key={background} className="segment">
            <input
              type="radio"
              name="background"
              className="visually-hidden"
              value={background}
              checked={background === chosen}
              onChange={() => setBackground(background)}
            />
            {text.backgroundNames[background]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
