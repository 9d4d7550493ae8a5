import { closeDevicePanel } from '#app/offline.ts';
import { Dialog } from '../common/Dialog.tsx';
import { useApp, useText } from '../common/useApp.ts';
import { KeptList } from './KeptList.tsx';
import { OfflineSection } from './OfflineSection.tsx';
import { PrivacyCheck } from './PrivacyCheck.tsx';
import './device.css';

/** What stays on this device: the proof that photos do, and what the app itself keeps. */
export function DevicePanel() {
  const text = useText();
  const isOpen = useApp(({ offline }) => offline.isPanelOpen);
  return (
    isOpen && (
      <Dialog title={text.devicePanel} onClose={closeDevicePanel}>
        <PrivacyCheck />
        <OfflineSection />
        <KeptList />
      </Dialog>
    )
  );
}
