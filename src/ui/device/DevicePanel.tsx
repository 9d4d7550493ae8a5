import { closeDevicePanel } from '#app/offline.ts';
import { Dialog } from '../common/Dialog.tsx';
import { useApp, useText } from '../common/useApp.ts';
import { Lazy } from '../common/Lazy.tsx';
import './device.css';

const load = async () => (await import('./DeviceSections.tsx')).DeviceSections;

/** What stays on this device: the proof that photos do, and what the app itself keeps. */
export function DevicePanel() {
  const text = useText();
  const isOpen = useApp(({ offline }) => offline.isPanelOpen);
  return (
    <Dialog title={text.devicePanel} isOpen={isOpen} onClose={closeDevicePanel}>
      <Lazy load={load} />
    </Dialog>
  );
}
