import { closeDevicePanel } from '#app/offline/offline.ts';
import { Dialog } from '../common/Dialog.tsx';
import { Lazy } from '../common/Lazy.tsx';
import { useText } from '../common/useApp.ts';

const load = async () => (await import('./DeviceSections.tsx')).DeviceSections;

/** What stays on this device: the proof that photos do, and what the app itself keeps. */
export function DevicePanel() {
  const text = useText();
  return (
    <Dialog title={text.devicePanel} onClose={closeDevicePanel}>
      <Lazy load={load} />
    </Dialog>
  );
}
