import { useCallback } from 'react';
import { batchProgress } from '#app/batch/batchWords.ts';
import { watch } from '#app/shared/state/store.ts';
import { LiveMeter } from '../common/LiveMeter.tsx';
import { useFormats } from '../common/useApp.ts';
import { useLaterText } from '../common/useLaterText.ts';

/** Words, per cent and a bar for the whole batch. */
export function BatchMeter() {
  const text = useLaterText();
  const formats = useFormats();
  const follow = useCallback(
    (show: (words: string, fraction: number) => void) =>
      watch(
        ({ batch }) => batch,
        (batch) => {
          const { words, fraction } = batchProgress(batch, text, formats);
          show(words, fraction);
        },
      ),
    [text, formats],
  );
  return <LiveMeter name={text.batchTitle} follow={follow} />;
}
