import type { Stage } from './progress.ts';

/** Every way a call can fail; the list is closed so that the page has one sentence per code. */
export const errorCodes = [
  /** The file has no bytes. */
  'EMPTY_FILE',
  /** The bytes are of no known picture format. */
  'NOT_AN_IMAGE',
  /** The file is a camera's raw photo. */
  'RAW_PHOTO',
  /** The file is a PDF document. */
  'PDF_FILE',
  /** `open` was given a video: `openVideo` takes those. */
  'VIDEO_FILE',
  /** The browser has no WebCodecs, which videos and animations need. */
  'NO_WEBCODECS',
  /** The video has sound but no picture. */
  'VIDEO_WITHOUT_PICTURE',
  /** The browser does not decode the video; `subject` names its codec. */
  'VIDEO_CODEC',
  /** The video is encrypted. */
  'VIDEO_PROTECTED',
  /** The video is damaged or cut short. */
  'VIDEO_CORRUPT',
  /** No frame of the wanted part could be read. */
  'VIDEO_EMPTY',
  /** The browser does not write this video format at this size. */
  'VIDEO_ENCODER',
  /** The disk has no room for the file that `VideoOrder.file` names. */
  'DISK_FULL',
  /** The browser does not decode HEIC. */
  'UNSUPPORTED_HEIC',
  /** The browser does not decode this picture format. */
  'UNSUPPORTED_FORMAT',
  /** The picture is damaged or cut short. */
  'CORRUPT_IMAGE',
  /** The picture has more than 100 megapixels. */
  'TOO_MANY_PIXELS',
  /**
   * A model, a runtime or the manifest could not be fetched: no network, or a wrong `assetBaseUrl`.
   */
  'MODEL_UNREACHABLE',
  /** A model did not have the hash of the manifest, twice. */
  'MODEL_CORRUPT',
  /** A model of the user's own could not draw the picture. */
  'OWN_MODEL_FAILED',
  /** WebAssembly is blocked, by the browser or by the Content-Security-Policy. */
  'NO_WASM',
  /** The browser gives no WebGL 2 context to a worker, which finding faces needs. */
  'NO_WEBGL',
  /** The model could not be run, or broke off. */
  'BACKEND_FAILED',
  /** The worker was lost, and so were those that were started for it. */
  'WORKER_LOST',
  /** The worker fell silent, see `CartoonizerOptions.silenceMs`. */
  'TIMEOUT',
  /** There was not enough memory. */
  'OUT_OF_MEMORY',
  /** The browser could not write the picture in this format at this size. */
  'ENCODE_FAILED',
  /** No photo of that id is open: it was released, or is of another cartoonizer. */
  'UNKNOWN_PHOTO',
  /** Anything else, an invalid recipe among it; `detail` has the message. */
  'INTERNAL',
] as const;

/** Why a call failed. */
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
  /** Why it failed, from the closed list. */
  readonly code: ErrorCode;
  /** The stage in which it failed. */
  readonly stage: Stage;
  /** Whether the same call may succeed if it is made again. */
  readonly retryable: boolean;
  /** English, for the log; never shown to the user. */
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
