import { useCallback } from 'react';
import type { Headway } from '#app/shared/state/jobSlice.ts';
import { progressWords } from '#app/text/progressWords.ts';
import { type AppState, watch } from '#app/shared/state/store.ts';
import { LiveMeter } from '../common/LiveMeter.tsx';
import { useFormats, useDownloadSubject, useText } from '../common/useApp.ts';

interface MeterProps {
  /** Accessible name of the bar. */
  readonly name: string;
  /** Must be the same function for as long as the meter is shown. */
  readonly select: (state: AppState) => Headway | null;
}

/** Words, per cent and a bar that follow a job. */
export function Meter({ name, select }: MeterProps) {
  const text = useText();
  const formats = useFormats();
  const subject = useDownloadSubject();
  const follow = useCallback(
    (show: (words: string, fraction: number) => void) =>
      watch(select, (headway) =>
        show(progressWords(headway, text, formats, subject), headway?.fraction ?? 0),
      ),
    [select, text, formats, subject],
  );
  return <LiveMeter name={name} follow={follow} />;
}
