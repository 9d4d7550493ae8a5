import { closeCamera } from '#app/cameraActions.ts';
import { Dialog } from '../common/Dialog.tsx';
import { Lazy } from '../common/Lazy.tsx';
import { useApp, useText } from '../common/useApp.ts';

const load = async () => (await import('./Viewfinder.tsx')).Viewfinder;

/** Takes a photo. */
export function CameraDialog() {
  const text = useText();
  const isOpen = useApp(({ camera }) => camera.isOpen);
  return (
    <Dialog title={text.takePhoto} isOpen={isOpen} onClose={closeCamera}>
      <Lazy load={load} />
    </Dialog>
  );
}
