import { shownRecipe } from '#app/recipes.ts';
import { setStyle } from '#app/settingsActions.ts';
import { useApp, useText } from '../common/useApp.ts';

/** The wall of styles, from the manifest. */
export function StylePicker() {
  const text = useText();
  const styles = useApp(({ device }) => device.styles);
  const chosenId = useApp((state) => shownRecipe(state).styleId);
  const isChinese = useApp(({ settings }) => settings.language === 'zh-CN');
  return (
    <div className="styles" role="radiogroup" aria-label={text.styleTitle}>
      {styles.length === 0 && <div className="style is-pending" />}
      {styles.map(({ id, names, thumbnailUrl }) => (
        <label key={id} className="style">
          <input
            type="radio"
            name="style"
            className="visually-hidden"
            value={id}
            checked={id === chosenId}
            onChange={() => setStyle(id)}
          />
          <img src={thumbnailUrl} alt="" width="256" height="256" draggable={false} />
          <span className="style-name">{isChinese ? names.zh : names.en}</span>
        </label>
      ))}
    </div>
  );
}
