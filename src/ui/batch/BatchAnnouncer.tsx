import { useEffect, useRef } from 'react';
import { batchNews } from '#app/batch/batchWords.ts';
import { watch } from '#app/shared/state/store.ts';
import { useFormats } from '../common/useApp.ts';
import { useLaterText } from '../common/useLaterText.ts';

/** Tells a screen reader how many are drawn, and when it is over. */
export function BatchAnnouncer() {
  const region = useRef<HTMLParagraphElement>(null);
  const text = useLaterText();
  const formats = useFormats();

  useEffect(
    () =>
      watch(
        ({ batch }) => batchNews(batch, text, formats),
        (said) => {
          if (region.current) region.current.textContent = said;
        },
      ),
    [text, formats],
  );

  return <p ref={region} className="visually-hidden" role="status" />;
}
