import type { ErrorCode } from '#domain/job/errors.ts';
import type { Stage } from '#sdk/index.ts';

/** What can go wrong on the page itself, before the engine is asked. */
export type PageProblemCode =
  | 'APP_UNREACHABLE'
  | 'CAMERA_REFUSED'
  | 'CAMERA_MISSING'
  | 'CAMERA_BUSY'
  | 'MICROPHONE_REFUSED'
  | 'FILE_GONE'
  | 'GALLERY_REFUSED'
  | 'NO_FILE'
  | 'SAMPLE_UNREACHABLE'
  | 'COPY_REFUSED'
  | 'SHARE_REFUSED';
export type ProblemCode = ErrorCode | PageProblemCode;

export interface Problem {
  readonly code: ProblemCode;
  /** Whether doing the same again may help. */
  readonly retryable: boolean;
  /** What the sentence is about, such as a codec, where it has a name. */
  readonly subject?: string | undefined;
}

/** `develop`: a new photo; `restyle`: another style for it; `adjust`: a slider moved. */
export type DrawTask = 'develop' | 'restyle' | 'adjust';

/**
 * What leaves the page: the drawing, to the downloads, the clipboard or another app; a drawing in every style, as an
 * archive or on one sheet; or a link to the settings.
 */
export type SaveTask = 'save' | 'copy' | 'share' | 'archive' | 'sheet' | 'link';

export type Job<Task> =
  | { readonly status: 'idle' }
  | { readonly status: 'running'; readonly task: Task }
  | { readonly status: 'done'; readonly task: Task }
  | { readonly status: 'failed'; readonly task: Task; readonly problem: Problem };

/** How far a job is, over everything the person waits for. */
export interface Headway {
  readonly stage: Stage;
  /** 0..1, never falls. */
  readonly fraction: number;
  readonly done?: number;
  readonly total?: number;
}

export interface JobSlice {
  readonly draw: Job<DrawTask>;
  readonly save: Job<SaveTask>;
  /** These two change many times a second: read them with `watch`, never in a component's render. */
  readonly drawHeadway: Headway | null;
  readonly saveHeadway: Headway | null;
}

export const initialJobs: JobSlice = {
  draw: { status: 'idle' },
  save: { status: 'idle' },
  drawHeadway: null,
  saveHeadway: null,
};
