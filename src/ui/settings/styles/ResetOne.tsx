import { Icon } from '../../common/Icon.tsx';
import { useLaterText } from '../../common/useLaterText.ts';

interface ResetOneProps {
  readonly name: string;
  readonly onReset: () => void;
}

/** Puts a single control back to where the style has it. */
export function ResetOne({ name, onReset }: ResetOneProps) {
  const label = useLaterText().tuneReset(name);
  return (
    <button
      type="button"
      className="quiet-button reset-one"
      aria-label={label}
      title={label}
      onClick={onReset}
    >
      <Icon name="reset" />
    </button>
  );
}
