import type { ReactNode } from 'react';
import { type Findings, keepsNoModels, version } from '#app/diagnostics.ts';
import type { DeviceFacts } from '#app/deviceFacts.ts';
import { useApp, useFormats, useText } from '../common/useApp.ts';

/** The browser and the machine it runs on. */
export function DeviceRows({ device }: { readonly device: DeviceFacts | null }) {
  const text = useText();
  const formats = useFormats();
  if (!device) return null;
  const { userAgent, languages, screen, isIsolated, processors, memoryGB } = device;
  const { width, height, pixelRatio } = screen;
  return (
    <dl className="details">
      <Row name={text.diagnosticsVersion}>{version}</Row>
      <Row name={text.diagnosticsBrowser}>{userAgent}</Row>
      <Row name={text.diagnosticsLanguages}>{languages.join(', ')}</Row>
      <Row name={text.diagnosticsScreen}>
        {text.pixels(formats.pixels(width), formats.pixels(height))}
        {pixelRatio === 1 ? '' : `, ${formats.decimal(pixelRatio)}×`}
      </Row>
      <Row name={text.diagnosticsProcessors}>{formats.count(processors)}</Row>
      <Row name={text.diagnosticsIsolated}>
        {isIsolated ? text.diagnosticsIsIsolated : text.diagnosticsNotIsolated}
      </Row>
      <Row name={text.diagnosticsDeviceMemory}>
        {memoryGB === null ? null : formats.gigabytes(memoryGB * 1e9)}
      </Row>
    </dl>
  );
}

/** What the page takes up now, and what it keeps for the next visit. */
export function MemoryRows({ findings: { device, memory } }: { readonly findings: Findings }) {
  const text = useText();
  const formats = useFormats();
  const log = useApp(({ diagnostics }) => diagnostics);
  const { storage = null, caches = null } = device ?? {};
  return (
    <>
      <dl className="details">
        {memory === 'pending' ? (
          <Row name={text.diagnosticsPageMemory}>{text.diagnosticsMeasuring}</Row>
        ) : (
          <>
            <Row name={text.diagnosticsPageMemory}>
              {memory && formats.megabytes(memory.pageBytes)}
            </Row>
            <Row name={text.diagnosticsEngineMemory}>
              {memory && formats.megabytes(memory.engineBytes)}
            </Row>
          </>
        )}
        {device && (
          <Row name={text.diagnosticsStorage}>
            {storage &&
              text.diagnosticsStorageOf(
                formats.megabytes(storage.usedBytes),
                formats.gigabytes(storage.quotaBytes),
              )}
          </Row>
        )}
        {caches?.map(({ name, files, bytes }) => (
          <Row key={name} name={name}>
            {text.diagnosticsCache(files, formats.count(files), formats.megabytes(bytes))}
          </Row>
        ))}
      </dl>
      {device && keepsNoModels(log, device) && (
        <p className="hint">{text.diagnosticsKeepsNoModels}</p>
      )}
    </>
  );
}

/** A fact; one that is null is not told by the browser. */
function Row({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  const text = useText();
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children ?? <span className="hint">{text.diagnosticsNotTold}</span>}</dd>
    </div>
  );
}
