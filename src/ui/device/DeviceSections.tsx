import { KeptList } from './KeptList.tsx';
import { OfflineSection } from './OfflineSection.tsx';
import { PrivacyCheck } from './PrivacyCheck.tsx';

export function DeviceSections() {
  return (
    <>
      <PrivacyCheck />
      <OfflineSection />
      <KeptList />
    </>
  );
}
