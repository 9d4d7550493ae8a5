import type { ReactNode } from 'react';

interface CheckFieldProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
  /** Ids of what describes it. */
  readonly describedBy?: string;
  readonly title?: string;
  readonly children: ReactNode;
}

/** A checkbox with its words. */
export function CheckField({
  checked,
  onChange,
  disabled,
  describedBy,
  title,
  children,
}: CheckFieldProps) {
  return (
    <label className="check" title={title}>
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        aria-describedby={describedBy}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {children}
    </label>
  );
}
