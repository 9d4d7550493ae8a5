import type { CallArguments, CallName, CallResult, EngineCalls } from '#engine/calls.ts';
import type {
  BackendPreference,
  EngineEvent,
  FaceSummary,
  PhotoInfo,
  PhotoSource,
  Progress,
  RequestCount,
  ThumbnailOrder,
} from '#engine/contract.ts';
import type { PauseSwitch } from './pauseSwitch.ts';

/**
 * Where the files of the engine lie and how it runs. None is needed where the files lie beside the
 * script.
 */
export interface CartoonizerOptions {
  /**
   * URL, ending in `/`, below which `engine/`, `models/` and `mediapipe/` lie; relative to the page, or to the worker
   * that calls. By default the folder of the package's own script. It must be of the page's own origin.
   */
  readonly assetBaseUrl?: string;
  /** What runs the models; default `auto`. */
  readonly backend?: BackendPreference;
  /** Whether faces come with landmarks and seams measured, at the price of time; default false. */
  readonly diagnostics?: boolean;
  /** Whether models are kept on this device for the next visit, in the Cache API; default true. */
  readonly keepsModels?: boolean;
  /** After so many ms without a word from a busy worker it counts as lost; default 120,000. */
  readonly silenceMs?: number;
  /** Starts the engine's worker, a module worker; by default from `engine/worker.js` below `assetBaseUrl`. */
  readonly startWorker?: () => Worker;
}

/** What every call takes last. */
export interface CallOptions {
  /** Stops the call: once aborted, it rejects at once with a `DOMException` named `AbortError`. */
  readonly signal?: AbortSignal;
  /** Hears how far the call is, at most every 50 ms; nothing after the promise has settled. */
  readonly onProgress?: (progress: Progress) => void;
}

/** What a preview shows before it is finished. */
export interface RenderOptions extends CallOptions {
  /** Is given the faces once they are found, each with the field that its head will be warped by. */
  readonly onFaces?: (faces: readonly FaceSummary[]) => void;
  /**
   * Is given each head that is painted anew, before the rest of the picture, and closes its bitmap: the head's square,
   * transparent where it shows something else.
   */
  readonly onHead?: (faceId: number, bitmap: ImageBitmap) => void;
}

/** What a video tells and hears while it is drawn. */
export interface VideoOptions extends CallOptions {
  /** Is given a small picture of a drawn frame from time to time, and closes its bitmap. */
  readonly onFrame?: (frame: VideoFrameNews) => void;
  /** Holds the drawing while it is paused. */
  readonly pause?: PauseSwitch;
}

/** A frame of a video that was drawn. */
export interface VideoFrameNews {
  /** Seconds from the first frame. */
  readonly timeS: number;
  /** Frames drawn so far. */
  readonly count: number;
  /** The frame as it was drawn, small. The listener closes it. */
  readonly bitmap: ImageBitmap;
}

/** Small pictures of one person, in several styles. */
export interface ThumbnailsOrder extends Omit<ThumbnailOrder, 'styleId'> {
  /** The styles to draw in, in this order: ids or style codes. */
  readonly styleIds: readonly string[];
  /** Is given each picture as soon as it is there, and closes its bitmap. */
  readonly onThumbnail: (styleId: string, bitmap: ImageBitmap) => void;
}

/** A call as the page makes it: a photo is named by its id, and the options come last. */
type PageCall<Name extends CallName> = (
  ...given: [...OnPage<CallArguments<Name>>, options?: OptionsOf<Name>]
) => Promise<CallResult<Name>>;

type OnPage<Given extends readonly unknown[]> = {
  [Index in keyof Given]: Given[Index] extends PhotoSource ? string : Given[Index];
};

type OptionsOf<Name extends CallName> = Name extends 'render'
  ? RenderOptions
  : Name extends 'drawVideo'
    ? VideoOptions
    : CallOptions;

/** The engine's calls that the page makes as they are: all but `open`, which has no id yet. */
export type PlainCalls = {
  readonly [Name in keyof EngineCalls as Exclude<Name, 'open'>]: PageCall<Name>;
};

/**
 * Draws portraits as cartoons in a worker of this browser; nothing leaves the device.
 *
 * Every call rejects with an `EngineError` or with an `AbortError`. When the worker is lost, it is restarted and each
 * pending call is run again there, at most twice: without WebGPU, then with one thread. Only then `WORKER_LOST` (or
 * `TIMEOUT`) surfaces. Bitmaps belong to the caller, who closes them.
 */
export interface Cartoonizer extends PlainCalls {
  /**
   * Decodes a photo and keeps it until `release`.
   * @throws EngineError `EMPTY_FILE`, `NOT_AN_IMAGE`, `RAW_PHOTO`, `PDF_FILE`, `VIDEO_FILE`, `UNSUPPORTED_HEIC`,
   * `UNSUPPORTED_FORMAT`, `CORRUPT_IMAGE`, `TOO_MANY_PIXELS`.
   */
  open(photo: Blob, options?: CallOptions): Promise<PhotoInfo>;
  /**
   * Draws a person small in the styles, whenever the worker has nothing else to do; it never delays another
   * call by more than one small run.
   */
  thumbnails(photoId: string, order: ThumbnailsOrder, options?: CallOptions): Promise<void>;
  /** Frees everything kept for the photo, whose pending calls are aborted, or ends the stream of that id. */
  release(photoId: string): void;
  /** The requests of the page's worker since it started, by the browser's own resource timing. */
  requests(): Promise<RequestCount>;
  /** Ends the worker; pending calls reject with `AbortError`, and so does every later call. */
  close(): void;
  /** Listens to the worker's events, except `faces`, `head` and `frame`; returns the function that stops listening. */
  onEvent(listener: (event: EngineEvent) => void): () => void;
}
