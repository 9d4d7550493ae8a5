import { canRedo, canUndo, redo, undo } from '#app/history/adjust.ts';
import { shortcutLabel } from '#app/page/commands.ts';
import { isMac } from '../common/platform.ts';
import { StepButton } from '../common/StepButton.tsx';
import { useApp, useText } from '../common/useApp.ts';
import './undoButtons.css';

/** One step back and one forward through what was set for the shown photo; out of reach while `isIdle`. */
export function UndoButtons({ isIdle }: { readonly isIdle: boolean }) {
  const text = useText();
  const isFirst = useApp((state) => !canUndo(state));
  const isLast = useApp((state) => !canRedo(state));
  const shortcut = (shift: boolean): string => shortcutLabel({ key: 'z', mod: true, shift }, isMac);
  return (
    <span className={isIdle ? 'undo-buttons is-idle' : 'undo-buttons'}>
      <StepButton
        icon="undo"
        name={text.undo}
        shortcut={shortcut(false)}
        isIdle={isFirst}
        onPress={undo}
      />
      <StepButton
        icon="redo"
        name={text.redo}
        shortcut={shortcut(true)}
        isIdle={isLast}
        onPress={redo}
      />
    </span>
  );
}
