import type { Drawing } from '#app/photoSlice.ts';
import type { BackendChoice, Stage } from '#sdk/index.ts';
import { Popover } from '../common/Popover.tsx';
import { useApp, useFormats, useText } from '../common/useApp.ts';

const stages: readonly Stage[] = [
  'download',
  'prepare',
  'decode',
  'detect',
  'landmarks',
  'scene',
  'face',
  'compose',
];

/** The technical side, for whoever asks: the backend with its reason, and where the time went. */
export function HowItRan({ drawing }: { readonly drawing: Drawing }) {
  const text = useText();
  const formats = useFormats();
  const backend = useApp(({ device }) => device.backend);
  const licence = useApp(
    ({ device }) => device.styles.find(({ id }) => id === drawing.recipe.styleId)?.licence,
  );
  return (
    <div className="facts-end">
      <Popover
        name={text.howItRan}
        buttonClass="link-button"
        place="above-end"
        button={text.howItRan}
      >
        <h2 className="heading">{text.howItRan}</h2>
        <dl className="details">
          {backend && <BackendRows backend={backend} />}
          {licence !== undefined && (
            <div>
              <dt>{text.ranModel}</dt>
              <dd>{licence}</dd>
            </div>
          )}
        </dl>
        <h3 className="details-title">{text.ranTime}</h3>
        <dl className="details is-times">
          {stages.map((stage) => {
            const durationMs = drawing.timingsMs[stage];
            if (durationMs === undefined) return null;
            return (
              <div key={stage}>
                <dt>{text.stageNames[stage]}</dt>
                <dd>{formats.duration(durationMs)}</dd>
              </div>
            );
          })}
        </dl>
      </Popover>
    </div>
  );
}

function BackendRows({ backend }: { readonly backend: BackendChoice }) {
  const text = useText();
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
