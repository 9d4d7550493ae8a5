import { closeDevicePanel } from '#app/offline.ts';
import { Dialog } from '../common/Dialog.tsx';
import { useText } from '../common/useApp.ts';
import { KeptList } from './KeptList.tsx';
import { OfflineSection } from './OfflineSection.tsx';
import { PrivacyCheck } from './PrivacyCheck.tsx';
import './device.css';

/** What stays on this device: the proof that photos do, and what the app itself keeps. */
export function DevicePanel() {
  const text = useText();
  return (
    <Dialog title={text.devicePanel} onClose={closeDevicePanel}>
      <PrivacyCheck />
      <OfflineSection />
      <KeptList />
    </Dialog>
  );
}
