import { useEffect, useState } from 'react';
import {
  copyReport,
  diagnosticsReport,
  type Findings,
  saveReport,
} from '#app/diagnostics/diagnostics.ts';
import { measureMemory, readDeviceFacts } from '#app/diagnostics/deviceFacts.ts';
import { getState } from '#app/shared/state/store.ts';
import { BackendRows } from '../common/BackendRows.tsx';
import { Icon } from '../common/Icon.tsx';
import { useApp, useText } from '../common/useApp.ts';
import { useLaterText } from '../common/useLaterText.ts';
import { DeviceRows, MemoryRows } from './DeviceRows.tsx';
import { ErrorList } from './ErrorList.tsx';
import { JobList } from './JobList.tsx';
import './diagnostics.css';

/** Backend, device, memory, jobs and errors, and the ways to hand them on. */
export function DiagnosticsBody() {
  const text = useText();
  const later = useLaterText();
  const backend = useApp(({ device }) => device.backend);
  const findings = useFindings();
  return (
    <div className="diagnostics">
      <p>{later.diagnosticsPromise}</p>
      <Handout findings={findings} />
      <section>
        <h3>{text.drawing}</h3>
        {backend ? (
          <dl className="details">
            <BackendRows backend={backend} />
          </dl>
        ) : (
          <p className="hint">{later.diagnosticsNoBackend}</p>
        )}
      </section>
      <section>
        <h3>{later.diagnosticsDevice}</h3>
        <DeviceRows device={findings.device} />
      </section>
      <section>
        <h3>{later.diagnosticsMemory}</h3>
        <MemoryRows findings={findings} />
      </section>
      <ErrorList />
      <JobList />
    </div>
  );
}

/** Hands the report on. */
function Handout({ findings }: { readonly findings: Findings }) {
  const later = useLaterText();
  const [isCopied, setIsCopied] = useState<boolean | null>(null);
  const report = () => diagnosticsReport(getState(), findings, new Date());
  return (
    <div className="diagnostics-handout">
      <button
        type="button"
        className="button"
        onClick={() => void copyReport(report()).then(setIsCopied)}
      >
        {later.diagnosticsCopy}
      </button>
      <button type="button" className="button" onClick={() => saveReport(report())}>
        <Icon name="download" />
        {later.diagnosticsSave}
      </button>
      <p role="status" className="hint">
        {isCopied !== null && (isCopied ? later.diagnosticsCopied : later.diagnosticsNotCopied)}
      </p>
    </div>
  );
}

/** What the browser tells, as soon as it does. */
function useFindings(): Findings {
  const [findings, setFindings] = useState<Findings>({ device: null, memory: 'pending' });
  useEffect(() => {
    let isGone = false;
    const add = (found: Partial<Findings>): void => {
      if (!isGone) setFindings((known) => ({ ...known, ...found }));
    };
    void readDeviceFacts().then((device) => add({ device }));
    void measureMemory().then((memory) => add({ memory }));
    return () => {
      isGone = true;
    };
  }, []);
  return findings;
}
