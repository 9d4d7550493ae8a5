import { Icon, type IconName } from './Icon.tsx';

interface StepButtonProps {
  readonly icon: IconName;
  readonly name: string;
  /** Of its key, where it has one. */
  readonly shortcut?: string;
  /** It would do nothing; it keeps the focus, though, which `disabled` would take from it. */
  readonly isIdle: boolean;
  readonly onPress: () => void;
}

/** A small button that is pressed again and again, until there is nothing left for it to do. */
export function StepButton({ icon, name, shortcut, isIdle, onPress }: StepButtonProps) {
  return (
    <button
      type="button"
      className="quiet-button is-square"
      aria-label={name}
      title={shortcut === undefined ? name : `${name} (${shortcut})`}
      aria-disabled={isIdle}
      onClick={onPress}
    >
      <Icon name={icon} />
    </button>
  );
}
