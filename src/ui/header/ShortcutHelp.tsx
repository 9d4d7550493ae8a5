import { commands, shortcutLabel } from '#app/commands.ts';
import { setSingleKeys } from '#app/settingsActions.ts';
import { Icon } from '../common/Icon.tsx';
import { Popover } from '../common/Popover.tsx';
import { isMac } from '../common/platform.ts';
import { useApp, useText } from '../common/useApp.ts';
import { CheckField } from '../common/CheckField.tsx';

export function ShortcutHelp() {
  const text = useText();
  const singleKeys = useApp(({ settings }) => settings.singleKeys);
  return (
    <Popover
      name={text.shortcuts}
      buttonClass="quiet-button is-square"
      place="below-end"
      button={<Icon name="keyboard" />}
    >
      <h2 className="heading">{text.shortcuts}</h2>
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
        {text.shortcutsSingleKeys}
      </CheckField>
    </Popover>
  );
}
