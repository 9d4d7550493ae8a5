import type { BackendChoice } from '#sdk/index.ts';
import type { DeviceFacts, MemoryUse } from './deviceFacts.ts';
import type { DiagnosticsSlice, ErrorRecord, JobRecord } from '../shared/state/diagnosticsSlice.ts';
import { downloadFile } from '../shared/download.ts';
import type { AppState } from '../shared/state/store.ts';

/** Rises when a field changes its meaning or goes. */
const schema = 'toonroom-diagnostics/1';
const reportFileName = 'toonroom-diagnostics.json';

/** Of the page, as package.json names it. */
export const version = import.meta.env.APP_VERSION;

/** Everything the panel shows, to be handed on: no pictures, no file names, no foreign addresses. */
export interface DiagnosticsReport {
  readonly schema: string;
  /** ISO 8601, as are the times of jobs and errors. */
  readonly writtenAt: string;
  readonly version: string;
  readonly language: string;
  readonly backend: BackendChoice | null;
  readonly device: DeviceFacts | null;
  readonly memory: MemoryUse | null;
  readonly jobs: readonly (Omit<JobRecord, 'startedAt'> & { readonly startedAt: string })[];
  readonly errors: readonly (Omit<ErrorRecord, 'at'> & { readonly at: string })[];
}

/** What the panel finds out about the browser while it is open. */
export interface Findings {
  /** Null for a moment. */
  readonly device: DeviceFacts | null;
  /** Null where the browser does not tell. */
  readonly memory: MemoryUse | null | 'pending';
}

/** The report of what is known now. */
export function diagnosticsReport(
  { device: { backend }, settings: { language }, diagnostics }: AppState,
  { device, memory }: Findings,
  now: Date,
): DiagnosticsReport {
  return {
    schema,
    writtenAt: now.toISOString(),
    version,
    language,
    backend,
    device,
    memory: memory === 'pending' ? null : memory,
    jobs: diagnostics.jobs.map((job) => ({
      ...job,
      startedAt: isoTime(job.startedAt),
      totalMs: toTenths(job.totalMs),
      stagesMs: roundedStages(job),
    })),
    errors: diagnostics.errors.map((error) => ({ ...error, at: isoTime(error.at) })),
  };
}

export function reportText(report: DiagnosticsReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** Hands the report to the browser as a download. */
export function saveReport(report: DiagnosticsReport): void {
  downloadFile(new File([reportText(report)], reportFileName, { type: 'application/json' }));
}

/** Puts the report on the clipboard; false where the browser refuses. */
export async function copyReport(report: DiagnosticsReport): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(reportText(report));
    return true;
  } catch {
    return false;
  }
}

/** Whether a style was fetched but this browser would not keep it for the next visit. */
export function keepsNoModels(
  { jobs }: DiagnosticsSlice,
  { caches }: Pick<DeviceFacts, 'caches'>,
): boolean {
  const hasDrawn = jobs.some(({ kind, outcome }) => kind === 'render' && outcome === 'done');
  return hasDrawn && !caches?.some(({ networks }) => networks > 0);
}

function isoTime(time: number): string {
  return new Date(time).toISOString();
}

function toTenths(durationMs: number): number {
  return Math.round(durationMs * 10) / 10;
}

function roundedStages({ stagesMs }: JobRecord): JobRecord['stagesMs'] {
  return Object.fromEntries(
    Object.entries(stagesMs).map(([stage, durationMs]) => [stage, toTenths(durationMs)]),
  );
}
