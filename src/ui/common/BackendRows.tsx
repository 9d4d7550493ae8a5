import type { BackendChoice } from '#sdk/index.ts';
import { useFormats } from './useApp.ts';
import { useLaterText } from './useLaterText.ts';

/** Rows of a list of details: what draws, and why it. */
export function BackendRows({ backend }: { readonly backend: BackendChoice }) {
  const text = useLaterText();
  const formats = useFormats();
  const { id, threads, adapter, reason } = backend;
  return (
    <>
      <div>
        <dt>{text.ranOn}</dt>
        <dd data-testid="backend" data-backend={id}>
          {id === 'webgpu' ? text.backendGpu : text.backendCpu(threads, formats.count(threads))}
        </dd>
      </div>
      {adapter !== undefined && (
        <div>
          <dt>{text.ranAdapter}</dt>
          <dd>{adapter}</dd>
        </div>
      )}
      <div>
        <dt>{text.ranWhy}</dt>
        <dd>{text.backendReasons[reason]}</dd>
      </div>
    </>
  );
}
