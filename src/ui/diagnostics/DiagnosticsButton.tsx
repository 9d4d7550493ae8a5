import { patch } from '#app/store.ts';
import { useClosePopover } from '../common/Popover.tsx';
import { useText } from '../common/useApp.ts';

/** Opens the diagnostics; the popover it stands in makes room and takes the focus back afterwards. */
export function DiagnosticsButton() {
  const text = useText();
  const closePopover = useClosePopover();
  return (
    <button
      type="button"
      className="link-button diagnostics-button"
      aria-haspopup="dialog"
      onClick={() => {
        closePopover();
        patch('diagnostics', { isShown: true });
      }}
    >
      {text.diagnostics}
    </button>
  );
}
