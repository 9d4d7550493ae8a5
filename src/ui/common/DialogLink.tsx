import type { ReactNode } from 'react';
import { useClosePopover } from './Popover.tsx';

interface DialogLinkProps {
  readonly onOpen: () => void;
  readonly children: ReactNode;
}

/** Opens a dialog; the popover it stands in makes room and takes the focus back afterwards. */
export function DialogLink({ onOpen, children }: DialogLinkProps) {
  const closePopover = useClosePopover();
  return (
    <button
      type="button"
      className="link-button dialog-link"
      aria-haspopup="dialog"
      onClick={() => {
        closePopover();
        onOpen();
      }}
    >
      {children}
    </button>
  );
}
