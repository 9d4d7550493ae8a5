import { useEffect } from 'react';
import { countRequestsAgain, lookAtKept } from '#app/offline/kept.ts';
import { KeptList } from './KeptList.tsx';
import { OfflineSection } from './OfflineSection.tsx';
import { PrivacyCheck } from './PrivacyCheck.tsx';
import { ShareMenuSection } from './ShareMenuSection.tsx';
import './device.css';

/** What the panel shows, from the moment that it is opened. */
export function DeviceSections() {
  useEffect(() => {
    void lookAtKept();
    void countRequestsAgain();
  }, []);
  return (
    <>
      <PrivacyCheck />
      <OfflineSection />
      <ShareMenuSection />
      <KeptList />
    </>
  );
}
