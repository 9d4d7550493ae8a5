import { Controls } from './Controls.tsx';
import { SavePanel } from '../export/SavePanel.tsx';

/** The controls of a single photo. */
export function PhotoControls() {
  return <Controls save={<SavePanel />} />;
}
