import { canRedo, canUndo, redo, undo } from '#app/adjust.ts';
import { shortcutLabel } from '#app/commands.ts';
import { Icon } from '../common/Icon.tsx';
import { isMac } from '../common/platform.ts';
import { useApp, useText } from '../common/useApp.ts';
import './undoButtons.css';

/** One step back and one forward through what was set for the shown photo; out of reach while `isIdle`. */
export function UndoButtons({ isIdle }: { readonly isIdle: boolean }) {
  const text = useText();
  return (
    <span className={isIdle ? 'undo-buttons is-idle' : 'undo-buttons'}>
      <StepButton icon="undo" name={text.undo} isReady={useApp(canUndo)} onPress={undo} />
      <StepButton icon="redo" name={text.redo} isReady={useApp(canRedo)} onPress={redo} />
    </span>
  );
}

interface StepButtonProps {
  readonly icon: 'undo' | 'redo';
  readonly name: string;
  readonly isReady: boolean;
  readonly onPress: () => void;
}

function StepButton({ icon, name, isReady, onPress }: StepButtonProps) {
  const key = shortcutLabel({ key: 'z', mod: true, shift: icon === 'redo' }, isMac);
  return (
    <button
      type="button"
      className="quiet-button is-square"
      aria-label={name}
      title={`${name} (${key})`}
      // Not `disabled`: the keyboard stays on the button that took the last step.
      aria-disabled={!isReady}
      onClick={onPress}
    >
      <Icon name={icon} />
    </button>
  );
}
