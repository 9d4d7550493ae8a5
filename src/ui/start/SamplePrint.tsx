import { takeSample } from '#app/intake.ts';
import type { Sample } from '#app/samples.ts';
import { useText } from '../common/useApp.ts';
import { Clip } from './Clip.tsx';

/** A sample portrait, drawn and hung up to dry; a click draws it again. */
export function SamplePrint({ sample }: { readonly sample: Sample }) {
  const text = useText();
  return (
    <button type="button" className="print" onClick={() => void takeSample(sample)}>
      <Clip />
      <span className="print-picture">
        <img src={sample.printUrl} alt="" width="384" height="384" draggable={false} />
        <img src={sample.drawnUrl} alt="" width="384" height="384" draggable={false} />
      </span>
      <span className="print-title">
        <span className="visually-hidden">{text.trySample}</span>
        {sample.title(text)}
      </span>{' '}
      <span className="print-credit">{sample.credit(text)}</span>
    </button>
  );
}
