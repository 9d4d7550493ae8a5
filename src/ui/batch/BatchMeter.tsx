import { useEffect, useRef } from 'react';
import { watch } from '#app/store.ts';
import { batchProgress } from '#app/batchWords.ts';
import { useFormats, useText } from '../common/useApp.ts';

/** Words, per cent and a bar for the whole batch; they follow it without rendering React again. */
export function BatchMeter() {
  const text = useText();
  const formats = useFormats();
  const words = useRef<HTMLSpanElement>(null);
  const percent = useRef<HTMLSpanElement>(null);
  const bar = useRef<HTMLDivElement>(null);

  useEffect(
    () =>
      watch(
        ({ batch }) => batch,
        (batch) => {
          const { words: said, fraction } = batchProgress(batch, text, formats);
          if (words.current) words.current.textContent = said;
          if (percent.current) percent.current.textContent = formats.percent(fraction);
          bar.current?.style.setProperty('--fraction', fraction.toFixed(3));
          bar.current?.setAttribute('aria-valuenow', String(Math.round(fraction * 100)));
          bar.current?.setAttribute('aria-valuetext', said);
        },
      ),
    [text, formats],
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
        aria-label={text.batchTitle}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={0}
      />
    </div>
  );
}
