import { setTheme } from '#app/settings/settingsActions.ts';
import { type Theme, themes } from '#app/shared/state/settingsSlice.ts';
import { Icon, type IconName } from '../common/Icon.tsx';
import { useApp, useText } from '../common/useApp.ts';

const icons: Record<Theme, IconName> = { system: 'system', light: 'sun', dark: 'moon' };

/** Goes round: as the system, light, dark. */
export function ThemeSwitch() {
  const text = useText();
  const theme = useApp(({ settings }) => settings.theme);
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? theme;
  const name = text.themeNow(text.themeNames[theme]);
  return (
    <button
      type="button"
      className="quiet-button is-square"
      aria-label={name}
      title={name}
      onClick={() => setTheme(next)}
    >
      <Icon name={icons[theme]} />
    </button>
  );
}
