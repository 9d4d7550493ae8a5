import { takeSample } from '#app/intake.ts';
import type { Sample } from '#app/samples.ts';
import { useText } from '../common/useApp.ts';
import { Clip } from './Clip.tsx';

/** A sample portrait, drawn and hung up to dry; a click draws it again. */
export function SamplePrint({ sample }: { readonly sample: Sample }) {
  const text = useText();
  const title = sample.title(text);
  return (
    <button
      type="button"
      className="print"
      aria-label={`${text.trySample(title)} (${sample.credit(text)})`}
      onClick={() => void takeSample(sample)}
    >
      <Clip />
      <span className="print-picture">
        <img src={sample.url} alt="" width="512" height="512" draggable={false} />
        <img src={sample.drawnUrl} alt="" width="512" height="512" draggable={false} />
      </span>
      <span className="print-title">{title}</span>
      <span className="print-credit">{sample.credit(text)}</span>
    </button>
  );
}
