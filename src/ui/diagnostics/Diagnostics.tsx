import { patch } from '#app/shared/state/store.ts';
import { Dialog } from '../common/Dialog.tsx';
import { Lazy } from '../common/Lazy.tsx';
import { useText } from '../common/useApp.ts';

const load = async () => (await import('./DiagnosticsBody.tsx')).DiagnosticsBody;

/** How the page runs on this device: shown, copied or saved on demand, never sent. */
export function Diagnostics() {
  const text = useText();
  return (
    <Dialog title={text.diagnostics} onClose={() => patch('diagnostics', { isShown: false })}>
      <Lazy load={load} />
    </Dialog>
  );
}
