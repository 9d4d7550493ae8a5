import { commands, shortcutLabel } from '#app/page/commands.ts';
import { setSingleKeys } from '#app/settings/settingsActions.ts';
import { CheckField } from '../common/CheckField.tsx';
import { isMac } from '../common/platform.ts';
import { useApp, useText } from '../common/useApp.ts';
import { useLaterText } from '../common/useLaterText.ts';

/** Every shortcut, and whether single keys count. */
export function ShortcutList() {
  const text = useText();
  const later = useLaterText();
  const singleKeys = useApp(({ settings }) => settings.singleKeys);
  return (
    <>
      <dl className="shortcuts">
        {commands.map(({ id, label, shortcuts }) => (
          <div key={id}>
            <dt>{label(text)}</dt>
            <dd>
              {shortcuts.map((shortcut) => {
                const written = shortcutLabel(shortcut, isMac);
                return <kbd key={written}>{written}</kbd>;
              })}
            </dd>
          </div>
        ))}
      </dl>
      <CheckField checked={singleKeys} onChange={setSingleKeys}>
        {later.shortcutsSingleKeys}
      </CheckField>
    </>
  );
}
