import { closeGallery } from '#app/gallery/galleryView.ts';
import { Dialog } from '../common/Dialog.tsx';
import { Lazy } from '../common/Lazy.tsx';
import { useText } from '../common/useApp.ts';

const load = async () => (await import('./Gallery.tsx')).Gallery;

/** The saved drawings that this device keeps, where somebody has asked it to. */
export function GalleryDialog() {
  const text = useText();
  return (
    <Dialog title={text.gallery} onClose={closeGallery}>
      <Lazy load={load} />
    </Dialog>
  );
}
