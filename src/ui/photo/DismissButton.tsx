import { Icon } from '../common/Icon.tsx';
import { useText } from '../common/useApp.ts';
import { focusStage } from './focusStage.ts';

/** Takes a message away; the keyboard stays in the panel that it stood in. */
export function DismissButton({ onDismiss }: { readonly onDismiss: () => void }) {
  const text = useText();
  return (
    <button
      type="button"
      className="quiet-button is-square"
      aria-label={text.dismiss}
      onClick={(event) => {
        focusStage(event);
        onDismiss();
      }}
    >
      <Icon name="close" />
    </button>
  );
}
