import { baseEntry, isOwnModel } from '#app/shared/styleEntries.ts';
import { peopleOf } from '#app/photo/people.ts';
import type { Drawing } from '#app/shared/state/photoSlice.ts';
import { stages } from '#domain/job/progress.ts';
import { BackendRows } from '../common/BackendRows.tsx';
import { Icon } from '../common/Icon.tsx';
import { Popover } from '../common/Popover.tsx';
import { useApp, useFormats, useText } from '../common/useApp.ts';
import { DiagnosticsButton } from '../diagnostics/DiagnosticsButton.tsx';
import { useLaterText } from '../common/useLaterText.ts';

/** Technical details on demand: the backend, why it was chosen, and the time of each stage. */
export function HowItRan({ drawing }: { readonly drawing: Drawing }) {
  const text = useText();
  const later = useLaterText();
  const formats = useFormats();
  const backend = useApp(({ device }) => device.backend);
  const licence = useApp((state) =>
    isOwnModel(drawing.recipe.styleId)
      ? undefined
      : baseEntry(state, drawing.recipe.styleId)?.licence,
  );
  return (
    <Popover
      name={text.howItRan}
      buttonClass="quiet-button is-square"
      place="above-end"
      button={<Icon name="info" />}
    >
      <h2 className="heading">{text.howItRan}</h2>
      <dl className="details">
        {backend && <BackendRows backend={backend} />}
        {licence !== undefined && (
          <div>
            <dt>{later.ranModel}</dt>
            <dd>{licence}</dd>
          </div>
        )}
      </dl>
      <h3 className="details-title">{later.ranTime}</h3>
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
      <Trueness faces={drawing.faces} />
      <DiagnosticsButton />
    </Popover>
  );
}

/** Rows of a list that are seen without scrolling. */
const rowsShown = 4;

/** How true each drawn face is to its photo, and who strays from it. */
function Trueness({ faces }: { readonly faces: Drawing['faces'] }) {
  const text = useText();
  const later = useLaterText();
  const formats = useFormats();
  const numbers = new Map(peopleOf(faces).map(({ faceId, number }) => [faceId, number]));
  const measured = faces.flatMap(({ faceId, fidelity }) => {
    const number = numbers.get(faceId);
    return fidelity && number !== undefined ? { number, fidelity } : [];
  });
  if (measured.length === 0) return null;
  return (
    <>
      <h3 className="details-title">{later.trueness}</h3>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long list scrolls, by keyboard too */}
      <dl className="details is-list" tabIndex={measured.length > rowsShown ? 0 : undefined}>
        {measured.map(({ number, fidelity: { likeness, skinDeltaE, drift, gentleShare } }) => {
          const moved = drift === undefined ? null : formats.percent(drift);
          const figures = later.truenessOf(
            formats.percent(Math.max(0, likeness)),
            formats.percent(Math.max(0, 1 - skinDeltaE / 100)),
            moved,
          );
          return (
            <div key={number}>
              <dt>{text.person(formats.count(number))}</dt>
              <dd>
                {figures}
                {gentleShare < 1 && <div>{later.gentleAt(formats.percent(gentleShare))}</div>}
              </dd>
            </div>
          );
        })}
      </dl>
    </>
  );
}
