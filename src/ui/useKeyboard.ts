import { useEffect } from 'react';
import { commandFor } from '#app/page/commands.ts';
import { getState } from '#app/shared/state/store.ts';
import { textFields } from './common/textField.ts';

/** Elements that answer arrow keys themselves. */
const ownArrows = 'input, select, textarea, [role="slider"], [role="tab"]';

const hasDialog = (): boolean => document.querySelector('dialog[open]') !== null;

/** Runs the commands of the keys that are pressed anywhere on the page; a dialog has its keys to itself. */
export function useKeyboard(): void {
  useEffect(() => {
    const answer = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || hasDialog()) return;
      const isArrow = event.key.startsWith('Arrow');
      if (event.repeat && !isArrow) return;
      const own = isArrow ? `${ownArrows}, ${textFields}` : textFields;
      if (event.target instanceof Element && event.target.matches(own)) return;
      const command = commandFor(event, getState());
      if (!command?.run) return;
      event.preventDefault();
      command.run();
    };
    addEventListener('keydown', answer);
    return () => removeEventListener('keydown', answer);
  }, []);
}
