import { useId } from 'react';
import { useFormats } from '../common/useApp.ts';
import { useGesture } from './useGesture.ts';

interface RangeFieldProps {
  readonly label: string;
  readonly hint: string;
  /** A fraction, shown in per cent. */
  readonly value: number;
  readonly range: { readonly min: number; readonly max: number };
  /** Changes of the same gesture belong together: one drag, or one run of key presses. */
  readonly onChange: (value: number, gesture: number) => void;
}

/** A slider in whole per cents; where the range goes beyond 100 %, that point is marked. */
export function RangeField({ label, hint, value, range, onChange }: RangeFieldProps) {
  const formats = useFormats();
  const id = useId();
  const hintId = useId();
  const gesture = useGesture();
  const along = (fraction: number): number => (fraction - range.min) / (range.max - range.min);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <span className="field-value" aria-hidden="true">
        {formats.percent(value)}
      </span>
      <div className="range" style={{ '--fill': along(value), '--mark': along(1) }}>
        <input
          id={id}
          type="range"
          min={Math.round(range.min * 100)}
          max={Math.round(range.max * 100)}
          step={1}
          value={Math.round(value * 100)}
          aria-valuetext={formats.percent(value)}
          aria-describedby={hintId}
          {...gesture.handlers}
          onChange={(event) =>
            onChange(event.currentTarget.valueAsNumber / 100, gesture.current(event.timeStamp))
          }
        />
        {range.max > 1 && <span className="range-mark" />}
      </div>
      <p className="hint" id={hintId}>
        {hint}
      </p>
    </div>
  );
}
