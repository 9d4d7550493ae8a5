import { useEffect, useRef } from 'react';
import type { Headway } from '#app/jobSlice.ts';
import { progressWords } from '#app/progressWords.ts';
import { type AppState, watch } from '#app/store.ts';
import { useFormats, useDownloadSubject, useText } from '../common/useApp.ts';

interface MeterProps {
  /** Accessible name of the bar. */
  readonly name: string;
  /** Must be the same function for as long as the meter is shown. */
  readonly select: (state: AppState) => Headway | null;
}

/** Words, per cent and a bar that follow a job without rendering React again. */
export function Meter({ name, select }: MeterProps) {
  const text = useText();
  const formats = useFormats();
  const subject = useDownloadSubject();
  const words = useRef<HTMLSpanElement>(null);
  const percent = useRef<HTMLSpanElement>(null);
  const bar = useRef<HTMLDivElement>(null);

  useEffect(
    () =>
      watch(select, (headway) => {
        const fraction = headway?.fraction ?? 0;
        const said = progressWords(headway, text, formats, subject);
        if (words.current) words.current.textContent = said;
        if (percent.current) percent.current.textContent = formats.percent(fraction);
        bar.current?.style.setProperty('--fraction', fraction.toFixed(3));
        bar.current?.setAttribute('aria-valuenow', String(Math.round(fraction * 100)));
        bar.current?.setAttribute('aria-valuetext', said);
      }),
    [select, text, formats, subject],
  );

  return (
    <div className="meter">
      <div className="meter-words">
        <span ref={words} className="meter-stage" />
        <span ref={percent} className="meter-percent" />
      </div>
      <div
        ref={bar}
        className="bar"
        role="progressbar"
        aria-label={name}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={0}
      />
    </div>
  );
}
