import { toolTexts } from '#app/text/edit/tools.ts';
import { Dialog } from '../../common/Dialog.tsx';
import { useTexts } from '../../common/useTexts.ts';
import { FrameMaker } from './frame/FrameMaker.tsx';

/** Puts the drawing into a frame, with words, and onto paper. */
export function FrameDialog({ onClose }: { readonly onClose: () => void }) {
  const text = useTexts(toolTexts);
  return (
    <Dialog title={text.makeNames.frame} onClose={onClose}>
      <FrameMaker />
    </Dialog>
  );
}
