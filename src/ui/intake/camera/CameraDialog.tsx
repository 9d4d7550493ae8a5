import { closeCamera } from '#app/intake/camera/cameraActions.ts';
import { Dialog } from '../../common/Dialog.tsx';
import { Lazy } from '../../common/Lazy.tsx';
import { useText } from '../../common/useApp.ts';

const load = async () => (await import('./Viewfinder.tsx')).Viewfinder;

/** Takes a photo. */
export function CameraDialog() {
  const text = useText();
  return (
    <Dialog title={text.takePhoto} onClose={closeCamera}>
      <Lazy load={load} />
    </Dialog>
  );
}
