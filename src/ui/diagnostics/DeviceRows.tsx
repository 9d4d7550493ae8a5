import type { ReactNode } from 'react';
import { type Findings, keepsNoModels, version } from '#app/diagnostics/diagnostics.ts';
import type { DeviceFacts } from '#app/diagnostics/deviceFacts.ts';
import { useApp, useFormats, useText } from '../common/useApp.ts';
import { useLaterText } from '../common/useLaterText.ts';

/** The browser and the machine it runs on. */
export function DeviceRows({ device }: { readonly device: DeviceFacts | null }) {
  const text = useText();
  const later = useLaterText();
  const formats = useFormats();
  if (!device) return null;
  const { userAgent, languages, screen, isIsolated, processors, memoryGB } = device;
  const { width, height, pixelRatio } = screen;
  return (
    <dl className="details">
      <Row name={later.diagnosticsVersion}>{version}</Row>
      <Row name={later.diagnosticsBrowser}>{userAgent}</Row>
      <Row name={later.diagnosticsLanguages}>{languages.join(', ')}</Row>
      <Row name={later.diagnosticsScreen}>
        {text.pixels(formats.pixels(width), formats.pixels(height))}
        {pixelRatio === 1 ? '' : `, ${formats.decimal(pixelRatio)}×`}
      </Row>
      <Row name={later.diagnosticsProcessors}>{formats.count(processors)}</Row>
      <Row name={later.diagnosticsIsolated}>
        {isIsolated ? later.diagnosticsIsIsolated : later.diagnosticsNotIsolated}
      </Row>
      <Row name={later.diagnosticsDeviceMemory}>
        {memoryGB === null ? null : formats.gigabytes(memoryGB * 1e9)}
      </Row>
    </dl>
  );
}

/** What the page takes up now, and what it keeps for the next visit. */
export function MemoryRows({ findings: { device, memory } }: { readonly findings: Findings }) {
  const later = useLaterText();
  const formats = useFormats();
  const log = useApp(({ diagnostics }) => diagnostics);
  const { storage = null, caches = null } = device ?? {};
  return (
    <>
      <dl className="details">
        {memory === 'pending' ? (
          <Row name={later.diagnosticsPageMemory}>{later.diagnosticsMeasuring}</Row>
        ) : (
          <>
            <Row name={later.diagnosticsPageMemory}>
              {memory && formats.megabytes(memory.pageBytes)}
            </Row>
            <Row name={later.diagnosticsEngineMemory}>
              {memory && formats.megabytes(memory.engineBytes)}
            </Row>
          </>
        )}
        {device && (
          <Row name={later.diagnosticsStorage}>
            {storage &&
              later.diagnosticsStorageOf(
                formats.megabytes(storage.usedBytes),
                formats.gigabytes(storage.quotaBytes),
              )}
          </Row>
        )}
        {caches?.map(({ name, files, bytes }) => (
          <Row key={name} name={name}>
            {later.diagnosticsCache(files, formats.count(files), formats.megabytes(bytes))}
          </Row>
        ))}
      </dl>
      {device && keepsNoModels(log, device) && (
        <p className="hint">{later.diagnosticsKeepsNoModels}</p>
      )}
    </>
  );
}

/** A fact; one that is null is not told by the browser. */
function Row({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  const later = useLaterText();
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children ?? <span className="hint">{later.diagnosticsNotTold}</span>}</dd>
    </div>
  );
}
