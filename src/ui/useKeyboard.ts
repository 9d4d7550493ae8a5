import { useEffect } from 'react';
import { commandFor } from '#app/commands.ts';
import { getState } from '#app/store.ts';

/** Elements that answer arrow keys themselves. */
const ownArrows = 'input, select, textarea, [role="slider"], [role="tab"]';

/** Runs the commands of the keys that are pressed anywhere on the page. */
export function useKeyboard(): void {
  useEffect(() => {
    const answer = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || (event.repeat && !event.key.startsWith('Arrow'))) return;
      // A dialog has the keyboard to itself.
      if (document.querySelector('dialog[open]')) return;
      const isArrow = event.key.startsWith('Arrow');
      if (isArrow && event.target instanceof Element && event.target.matches(ownArrows)) return;
      const command = commandFor(event, getState());
      if (!command?.run) return;
      event.preventDefault();
      command.run();
    };
    addEventListener('keydown', answer);
    return () => removeEventListener('keydown', answer);
  }, []);
}
