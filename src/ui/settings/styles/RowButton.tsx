import { Icon, type IconName } from '../../common/Icon.tsx';

interface RowButtonProps {
  readonly label: string;
  readonly icon: IconName;
  readonly onPress: () => void;
}

/** A small button at the end of a slider's row. */
export function RowButton({ label, icon, onPress }: RowButtonProps) {
  return (
    <button
      type="button"
      className="quiet-button row-button"
      aria-label={label}
      title={label}
      onClick={onPress}
    >
      <Icon name={icon} />
    </button>
  );
}
