import { useEffect } from 'react';
import { addresses, type HandleId } from '#app/shared/handles.ts';
import { Dialog } from './Dialog.tsx';
import { useText } from './useApp.ts';

/** A drawing that is looked at. */
export interface OpenedDrawing {
  readonly fileName: string;
  /** Its address, freed when another one or none is opened. */
  readonly addressId: HandleId;
}

interface DrawingDialogProps {
  readonly opened: OpenedDrawing | null;
  readonly onClose: () => void;
}

/** A finished drawing as large as fits, exactly as its file holds it. */
export function DrawingDialog({ opened, onClose }: DrawingDialogProps) {
  const text = useText();

  useEffect(() => {
    if (!opened) return undefined;
    return () => addresses.free(opened.addressId);
  }, [opened]);

  if (!opened) return null;
  return (
    <Dialog title={opened.fileName} onClose={onClose}>
      <img
        className="drawing-large"
        src={addresses.get(opened.addressId)}
        alt={text.drawing}
        draggable={false}
      />
    </Dialog>
  );
}
