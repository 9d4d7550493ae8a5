import { type JobRecord, keptJobs } from '#app/shared/state/diagnosticsSlice.ts';
import { stages } from '#domain/job/progress.ts';
import { useApp, useFormats, useStyleName, useText } from '../common/useApp.ts';
import { useLaterText } from '../common/useLaterText.ts';

/** The newest jobs with the time they took, stage by stage. */
export function JobList() {
  const later = useLaterText();
  const formats = useFormats();
  const jobs = useApp(({ diagnostics }) => diagnostics.jobs);
  return (
    <section>
      <h3>{later.diagnosticsJobs(formats.count(keptJobs))}</h3>
      {jobs.length === 0 && <p className="hint">{later.diagnosticsNoJobs}</p>}
      <ol className="log">
        {jobs.map((job) => (
          <JobRow key={job.id} job={job} />
        ))}
      </ol>
    </section>
  );
}

function JobRow({ job }: { readonly job: JobRecord }) {
  const text = useText();
  const later = useLaterText();
  const formats = useFormats();
  const styleName = useStyleName(job.styleId);
  const { kind, startedAt, totalMs, stagesMs, photo, isRecalled, outcome } = job;
  return (
    <li data-job={kind} data-outcome={outcome}>
      <p className="log-line">
        <time>{formats.clock(startedAt)}</time>
        <b>{later.jobKinds[kind]}</b>
        {photo && (
          <span>{text.pixels(formats.pixels(photo.width), formats.pixels(photo.height))}</span>
        )}
        {styleName !== null && <span>{styleName}</span>}
        {isRecalled && <span>{later.diagnosticsRecalled}</span>}
        {outcome === 'aborted' && <span>{later.diagnosticsAborted}</span>}
        {outcome !== 'done' && outcome !== 'aborted' && <b>{outcome}</b>}
        <span className="log-total">{formats.duration(totalMs)}</span>
      </p>
      <ul className="log-stages">
        {stages.map((stage) => {
          const durationMs = stagesMs[stage];
          if (durationMs === undefined) return null;
          return (
            <li key={stage}>
              {text.stageNames[stage]} {formats.duration(durationMs)}
            </li>
          );
        })}
      </ul>
    </li>
  );
}
