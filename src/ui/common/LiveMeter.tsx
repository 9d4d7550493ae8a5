import { type Ref, useEffect, useRef } from 'react';
import { useFormats } from './useApp.ts';

/** Shows how far something is; `words` are read out with it. */
export function showFraction(bar: HTMLElement | null, fraction: number, words?: string): void {
  bar?.style.setProperty('--fraction', fraction.toFixed(3));
  bar?.setAttribute('aria-valuenow', String(Math.round(fraction * 100)));
  if (words !== undefined) bar?.setAttribute('aria-valuetext', words);
}

interface LiveBarProps {
  /** Accessible name. */
  readonly name: string;
  readonly ref: Ref<HTMLDivElement>;
}

/** A bar that `showFraction` moves. */
export function LiveBar({ name, ref }: LiveBarProps) {
  return (
    <div
      ref={ref}
      className="bar"
      role="progressbar"
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={0}
    />
  );
}

interface LiveMeterProps {
  /** Accessible name of the bar. */
  readonly name: string;
  /** Tells words and a fraction now and whenever they change; returns what stops it. Must be memoised. */
  readonly follow: (show: (words: string, fraction: number) => void) => () => void;
}

/** Words, per cent and a bar that follow something without rendering React again. */
export function LiveMeter({ name, follow }: LiveMeterProps) {
  const formats = useFormats();
  const words = useRef<HTMLSpanElement>(null);
  const percent = useRef<HTMLSpanElement>(null);
  const bar = useRef<HTMLDivElement>(null);

  useEffect(
    () =>
      follow((said, fraction) => {
        if (words.current) words.current.textContent = said;
        if (percent.current) percent.current.textContent = formats.percent(fraction);
        showFraction(bar.current, fraction, said);
      }),
    [follow, formats],
  );

  return (
    <div className="meter">
      <div className="meter-words">
        <span ref={words} className="meter-stage" />
        <span ref={percent} className="meter-percent" />
      </div>
      <LiveBar ref={bar} name={name} />
    </div>
  );
}
