import { type ReactNode, useEffect, useRef } from 'react';
import { Icon } from './Icon.tsx';
import { useText } from './useApp.ts';
import './dialog.css';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * A modal panel, open as long as it is rendered. The browser keeps the focus inside and gives it back; Escape, its
 * cross or a click beside it close it.
 */
export function Dialog({ title, onClose, children }: DialogProps) {
  const text = useText();
  const dialog = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    const element = dialog.current;
    if (!element) return undefined;
    element.showModal();
    const ending = new AbortController();
    let pressed: EventTarget | null = null;
    const listen = { signal: ending.signal };
    element.addEventListener('pointerdown', ({ target }) => (pressed = target), listen);
    const closeBeside = ({ target }: Event): void => {
      // Its content fills the dialog: only its backdrop is the dialog itself. Words that are selected may end there.
      if (target === element && pressed === element) element.close();
    };
    element.addEventListener('click', closeBeside, listen);
    return () => ending.abort();
  }, []);

  return (
    <dialog
      ref={dialog}
      className="panel dialog"
      aria-label={title}
      onClose={(event) => {
        // React tells a dialog of those that close inside it, too.
        if (event.target === event.currentTarget) onClose();
      }}
    >
      <header className="dialog-head">
        <h2 className="heading">{title}</h2>
        <button
          type="button"
          className="quiet-button is-square"
          aria-label={text.close}
          onClick={() => dialog.current?.close()}
        >
          <Icon name="close" />
        </button>
      </header>
      <div className="dialog-body">{children}</div>
    </dialog>
  );
}
