import { patch } from '#app/shared/state/store.ts';
import { DialogLink } from '../common/DialogLink.tsx';
import { useText } from '../common/useApp.ts';

export function DiagnosticsButton() {
  const text = useText();
  return (
    <DialogLink onOpen={() => patch('diagnostics', { isShown: true })}>
      {text.diagnostics}
    </DialogLink>
  );
}
