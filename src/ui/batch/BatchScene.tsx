import { Controls } from '../settings/Controls.tsx';
import { Batch } from './Batch.tsx';
import { BatchAnnouncer } from './BatchAnnouncer.tsx';
import { BatchSavePanel } from './BatchSavePanel.tsx';

/** All that is shown of a batch: its photos, and the controls that are for all of them. */
export function BatchScene() {
  return (
    <>
      <Batch />
      <BatchAnnouncer />
      <Controls save={<BatchSavePanel />} />
    </>
  );
}
