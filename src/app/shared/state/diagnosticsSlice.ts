import type { ErrorCode } from '#domain/job/errors.ts';
import type { BackendId, CallName, Stage, StageTimings } from '#sdk/index.ts';

export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

/** One call of the engine from its start to its end. */
export interface JobRecord {
  /** Counts the jobs of this visit from 1, by their start. */
  readonly id: number;
  readonly kind: CallName;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly totalMs: number;
  /** Of a preview as the engine measured them, else as its progress told them, to about 50 ms. */
  readonly stagesMs: StageTimings;
  /** What the engine draws with, as far as it is known; null where nothing is drawn. */
  readonly backend: BackendId | null;
  /** Size of the photo, where the job has one. */
  readonly photo: PixelSize | null;
  readonly styleId: string | null;
  /** Whether the result cache answered a part of it: the picture was seen before. */
  readonly isRecalled: boolean;
  readonly outcome: 'done' | 'aborted' | ErrorCode;
}

/** A call that failed. */
export interface ErrorRecord {
  readonly jobId: number;
  readonly at: number;
  readonly kind: CallName;
  readonly code: ErrorCode;
  readonly stage: Stage;
  /** In English, without addresses and file names. */
  readonly detail: string;
}

export interface DiagnosticsSlice {
  readonly isShown: boolean;
  /** The newest jobs, newest first. */
  readonly jobs: readonly JobRecord[];
  /** The newest errors, newest first; they outlast their jobs. */
  readonly errors: readonly ErrorRecord[];
}

export const keptJobs = 50;
const keptErrors = 20;

export const initialDiagnostics: DiagnosticsSlice = { isShown: false, jobs: [], errors: [] };

/** The slice with one more finished job and, if it failed, its error; the oldest ones make room. */
export function withJob(
  { jobs, errors }: DiagnosticsSlice,
  job: JobRecord,
  error: ErrorRecord | null,
): Pick<DiagnosticsSlice, 'jobs' | 'errors'> {
  return {
    jobs: [job, ...jobs].slice(0, keptJobs),
    errors: error ? [error, ...errors].slice(0, keptErrors) : errors,
  };
}
