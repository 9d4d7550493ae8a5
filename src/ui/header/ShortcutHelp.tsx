import { Icon } from '../common/Icon.tsx';
import { Lazy } from '../common/Lazy.tsx';
import { Popover } from '../common/Popover.tsx';
import { useText } from '../common/useApp.ts';

const load = async () => (await import('./ShortcutList.tsx')).ShortcutList;

export function ShortcutHelp() {
  const text = useText();
  return (
    <Popover
      name={text.shortcuts}
      buttonClass="quiet-button is-square"
      place="below-end"
      button={<Icon name="keyboard" />}
    >
      <h2 className="heading">{text.shortcuts}</h2>
      <Lazy load={load} />
    </Popover>
  );
}
