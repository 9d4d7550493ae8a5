import { type ReactNode, useEffect, useRef } from 'react';
import { useText } from './useApp.ts';
import { Icon } from './Icon.tsx';

interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A modal panel; Escape, its cross or a click beside it closes it, and focus goes back where it was. */
export function Dialog({ title, isOpen, onClose, children }: DialogProps) {
  const text = useText();
  const dialog = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    const element = dialog.current;
    if (!element) return undefined;
    if (isOpen && !element.open) element.showModal();
    if (!isOpen) element.close();
    const closeBeside = (event: MouseEvent): void => {
      // The dialog's own box is filled by its content: a click that hits the dialog itself is on the backdrop.
      if (event.target === element) onClose();
    };
    element.addEventListener('click', closeBeside);
    return () => element.removeEventListener('click', closeBeside);
  }, [isOpen, onClose]);

  return (
    <dialog ref={dialog} className="dialog" aria-label={title} onClose={onClose}>
      {isOpen && (
        <div className="dialog-content">
          <div className="dialog-head">
            <h2 className="heading">{title}</h2>
            <button
              type="button"
              className="quiet-button is-square"
              aria-label={text.close}
              onClick={onClose}
            >
              <Icon name="close" />
            </button>
          </div>
          {children}
        </div>
      )}
    </dialog>
  );
}
