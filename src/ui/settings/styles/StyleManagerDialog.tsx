import { closeStyleManager } from '#app/settings/styles/styleView.ts';
import { Dialog } from '../../common/Dialog.tsx';
import { Lazy } from '../../common/Lazy.tsx';
import { useText } from '../../common/useApp.ts';

const load = async () => (await import('./StyleManager.tsx')).StyleManager;

/** The user's own styles: loaded, renamed, handed on and deleted here. */
export function StyleManagerDialog() {
  const text = useText();
  return (
    <Dialog title={text.ownStyles} onClose={closeStyleManager}>
      <Lazy load={load} />
    </Dialog>
  );
}
