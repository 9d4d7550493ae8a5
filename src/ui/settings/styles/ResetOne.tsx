import { useLaterText } from '../../common/useLaterText.ts';
import { RowButton } from './RowButton.tsx';

interface ResetOneProps {
  readonly name: string;
  readonly onReset: () => void;
}

/** Puts a single control back to where the style has it. */
export function ResetOne({ name, onReset }: ResetOneProps) {
  return <RowButton label={useLaterText().tuneReset(name)} icon="reset" onPress={onReset} />;
}
