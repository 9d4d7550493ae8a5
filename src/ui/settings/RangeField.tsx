import { type ReactNode, useId } from 'react';
import { useFormats } from '../common/useApp.ts';
import { useGesture } from './useGesture.ts';

interface RangeFieldProps {
  readonly label: string;
  readonly hint: string;
  /** A fraction, in steps of a hundredth. */
  readonly value: number;
  readonly range: { readonly min: number; readonly max: number };
  /** What is marked on the track; of a range beyond 1, that. */
  readonly mark?: number;
  /** Where the coloured part of the track begins; its left end where absent. */
  readonly origin?: number;
  /** The value in words; in per cent where absent. */
  readonly show?: (value: number) => string;
  /** Beside the name. */
  readonly aside?: ReactNode;
  /** Changes of the same gesture belong together: one drag, or one run of key presses. */
  readonly onChange: (value: number, gesture: number) => void;
}

/** A slider in steps of a hundredth. */
export function RangeField({
  label,
  hint,
  value,
  range,
  mark = range.max > 1 ? 1 : undefined,
  origin = range.min,
  show,
  aside,
  onChange,
}: RangeFieldProps) {
  const formats = useFormats();
  const id = useId();
  const hintId = useId();
  const gesture = useGesture();
  const along = (fraction: number): number => (fraction - range.min) / (range.max - range.min);
  const shown = show ? show(value) : formats.percent(value);
  const [from, to] = [along(Math.min(origin, value)), along(Math.max(origin, value))];
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {aside}
      <span className="field-value" aria-hidden="true">
        {shown}
      </span>
      <div
        className="range"
        style={{ '--from': from, '--to': to, ...(mark !== undefined && { '--mark': along(mark) }) }}
      >
        <input
          id={id}
          type="range"
          min={Math.round(range.min * 100)}
          max={Math.round(range.max * 100)}
          step={1}
          value={Math.round(value * 100)}
          aria-valuetext={shown}
          aria-describedby={hintId}
          {...gesture.handlers}
          onChange={(event) =>
            onChange(event.currentTarget.valueAsNumber / 100, gesture.current(event.timeStamp))
          }
        />
        {mark !== undefined && <span className="range-mark" />}
      </div>
      <p className="hint" id={hintId}>
        {hint}
      </p>
    </div>
  );
}
