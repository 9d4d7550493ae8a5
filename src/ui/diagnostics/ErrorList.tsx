import { useApp, useFormats, useText } from '../common/useApp.ts';

/** What went wrong lately. */
export function ErrorList() {
  const text = useText();
  const formats = useFormats();
  const errors = useApp(({ diagnostics }) => diagnostics.errors);
  return (
    <section>
      <h3>{text.diagnosticsErrors}</h3>
      {errors.length === 0 && <p className="hint">{text.diagnosticsNoErrors}</p>}
      <ul className="log">
        {errors.map(({ jobId, at, kind, code, stage, detail }) => (
          <li key={jobId}>
            <p className="log-line">
              <time>{formats.clock(at)}</time>
              <b>{code}</b>
              <span>{text.jobKinds[kind]}</span>
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
