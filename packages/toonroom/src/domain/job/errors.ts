import type { Stage } from './progress.ts';

/** Every way a call can fail; the list is closed so that the page has one sentence per code. */
export const errorCodes = [
  'EMPTY_FILE',
  'NOT_AN_IMAGE',
  'RAW_PHOTO',
  'PDF_FILE',
  'VIDEO_FILE',
  'NO_WEBCODECS',
  'VIDEO_WITHOUT_PICTURE',
  'VIDEO_CODEC',
  'VIDEO_PROTECTED',
  'VIDEO_CORRUPT',
  'VIDEO_EMPTY',
  'VIDEO_ENCODER',
  'DISK_FULL',
  'UNSUPPORTED_HEIC',
  'UNSUPPORTED_FORMAT',
  'CORRUPT_IMAGE',
  'TOO_MANY_PIXELS',
  'MODEL_UNREACHABLE',
  'MODEL_CORRUPT',
  'OWN_MODEL_FAILED',
  'NO_WASM',
  'NO_WEBGL',
  'BACKEND_FAILED',
  'WORKER_LOST',
  'TIMEOUT',
  'OUT_OF_MEMORY',
  'ENCODE_FAILED',
  'UNKNOWN_PHOTO',
  'INTERNAL',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

const retryableCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'MODEL_UNREACHABLE',
  'MODEL_CORRUPT',
  'BACKEND_FAILED',
  'WORKER_LOST',
  'TIMEOUT',
]);

/** The fields of an {@link EngineError} as plain data: what crosses the worker boundary. */
export interface EngineErrorShape {
  readonly code: ErrorCode;
  readonly stage: Stage;
  readonly retryable: boolean;
  readonly detail: string;
  /** What the page's sentence names, such as a codec. */
  readonly subject?: string | undefined;
}

/**
 * A failure with a code from the closed list, the stage in which it happened, whether a retry of
 * the same call may succeed, and a detail in English for the log (never shown to the user).
 */
export class EngineError extends Error implements EngineErrorShape {
  readonly code: ErrorCode;
  readonly stage: Stage;
  readonly retryable: boolean;
  readonly detail: string;
  readonly subject: string | undefined;

  constructor(
    code: ErrorCode,
    stage: Stage,
    detail: string,
    options: {
      readonly retryable?: boolean;
      readonly cause?: unknown;
      readonly subject?: string | undefined;
    } = {},
  ) {
    super(`${code} during ${stage}: ${detail}`, { cause: options.cause });
    this.name = 'EngineError';
    this.code = code;
    this.stage = stage;
    this.retryable = options.retryable ?? retryableCodes.has(code);
    this.detail = detail;
    this.subject = options.subject;
  }

  /** The plain fields, for a message to another thread. */
  toShape(): EngineErrorShape {
    const { code, stage, retryable, detail, subject } = this;
    return { code, stage, retryable, detail, subject };
  }

  /** The error a shape was made from (its stack starts here). */
  static fromShape(shape: EngineErrorShape): EngineError {
    return new EngineError(shape.code, shape.stage, shape.detail, shape);
  }
}

/** Whether `error` is an abort: a DOMException, or any error that kept the name `AbortError`. */
export function isAbort(error: unknown): boolean {
  return (
    typeof error === 'object' && error !== null && 'name' in error && error.name === 'AbortError'
  );
}

/**
 * `error` as an EngineError: itself when it is one, `OUT_OF_MEMORY` for a failed allocation,
 * `INTERNAL` for everything else. Aborts are not errors of the engine: ask {@link isAbort} first.
 */
export function toEngineError(error: unknown, stage: Stage): EngineError {
  if (error instanceof EngineError) return error;
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const code = /allocation failed|out of memory|invalid (typed )?array length/i.test(detail)
    ? 'OUT_OF_MEMORY'
    : 'INTERNAL';
  return new EngineError(code, stage, detail, { cause: error });
}
