import { Lazy } from '../common/Lazy.tsx';
import { StylePicker } from './StylePicker.tsx';

const loadTools = async () => (await import('./styles/StyleTools.tsx')).StyleTools;

/** The wall of styles, and below it what can be done with them. */
export function StylePanel() {
  return (
    <div className="style-panel">
      <StylePicker />
      <Lazy load={loadTools} />
    </div>
  );
}
