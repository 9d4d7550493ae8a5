import { takeSample } from '#app/intake/intake.ts';
import type { Sample } from '#app/photo/samples.ts';
import { useText } from '../common/useApp.ts';
import { PrintPicture } from './PrintPicture.tsx';

/** A sample portrait, drawn and hung up to dry; a click draws it again. */
export function SamplePrint({ sample }: { readonly sample: Sample }) {
  const text = useText();
  return (
    <button type="button" className="print" onClick={() => void takeSample(sample)}>
      <PrintPicture sample={sample} />
      <span className="print-title">
        {text.trySample}
        {sample.title(text)}
      </span>{' '}
      <span className="print-credit">{sample.credit(text)}</span>
    </button>
  );
}
