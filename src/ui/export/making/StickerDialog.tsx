import { toolTexts } from '#app/text/edit/tools.ts';
import { Dialog } from '../../common/Dialog.tsx';
import { useTexts } from '../../common/useTexts.ts';

/** Makes stickers and avatars of the drawing. */
export function StickerDialog({ onClose }: { readonly onClose: () => void }) {
  const text = useTexts(toolTexts);
  return (
    <Dialog title={text.makeNames.sticker} onClose={onClose}>
      {null}
    </Dialog>
  );
}
