import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';

interface PopoverProps {
  /** Accessible name of both the button and the panel. */
  readonly name: string;
  readonly button: ReactNode;
  readonly buttonClass: string;
  /** Which edge of the button the panel keeps to, and which way it opens. */
  readonly place: 'below-end' | 'above-end' | 'above-center';
  readonly children: ReactNode;
}

const ClosePopover = createContext<() => void>(() => undefined);

/** Closes the popover around a component and gives the focus back to its button. */
export function useClosePopover(): () => void {
  return useContext(ClosePopover);
}

/** A button with a small panel; Escape, a click elsewhere or leaving it by Tab closes it. */
export function Popover({ name, button, buttonClass, place, children }: PopoverProps) {
  const [isOpen, setIsOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const panelId = useId();
  const close = useCallback((): void => {
    setIsOpen(false);
    opener.current?.focus();
  }, []);

  useEffect(() => {
    if (!isOpen) return undefined;
    const closeOutside = (event: Event): void => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setIsOpen(false);
    };
    const closeOnEscape = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      close();
    };
    document.addEventListener('pointerdown', closeOutside);
    document.addEventListener('focusin', closeOutside);
    document.addEventListener('keydown', closeOnEscape, true);
    return () => {
      document.removeEventListener('pointerdown', closeOutside);
      document.removeEventListener('focusin', closeOutside);
      document.removeEventListener('keydown', closeOnEscape, true);
    };
  }, [isOpen, close]);

  return (
    <div className="popover" ref={root}>
      <button
        ref={opener}
        type="button"
        className={buttonClass}
        aria-label={name}
        title={name}
        aria-expanded={isOpen}
        aria-controls={panelId}
        onClick={() => setIsOpen(!isOpen)}
      >
        {button}
      </button>
      {isOpen && (
        <div id={panelId} className={`popover-panel is-${place}`} role="group" aria-label={name}>
          <ClosePopover value={close}>{children}</ClosePopover>
        </div>
      )}
    </div>
  );
}
