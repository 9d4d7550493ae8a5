import { useApp, useFormats, useText } from '../common/useApp.ts';
import { useLaterText } from '../common/useLaterText.ts';

/** What went wrong lately. */
export function ErrorList() {
  const text = useText();
  const later = useLaterText();
  const formats = useFormats();
  const errors = useApp(({ diagnostics }) => diagnostics.errors);
  return (
    <section>
      <h3>{later.diagnosticsErrors}</h3>
      {errors.length === 0 && <p className="hint">{later.diagnosticsNoErrors}</p>}
      <ul className="log">
        {errors.map(({ jobId, at, kind, code, stage, detail }) => (
          <li key={jobId}>
            <p className="log-line">
              <time>{formats.clock(at)}</time>
              <b>{code}</b>
              <span>{later.jobKinds[kind]}</span>
              <span>{text.stageNames[stage]}</span>
            </p>
            {detail !== '' && (
              <p className="hint" lang="en">
                {detail}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
