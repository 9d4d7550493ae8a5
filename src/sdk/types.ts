import type {
  BackendChoice,
  BackendPreference,
  CloseUp,
  EngineEvent,
  FaceSummary,
  Output,
  PhotoInfo,
  Progress,
  Recipe,
  RenderResult,
  RequestCount,
  StyleEntry,
  ThumbnailOrder,
} from '#engine/contract.ts';

export interface CartoonizerOptions {
  /** URL below which `models/` and `mediapipe/` lie; by default the page's own base. */
  readonly assetBaseUrl?: string;
  /** Default `auto`. */
  readonly backend?: BackendPreference;
  /** Measures seams too, at the price of time; default false. */
  readonly diagnostics?: boolean;
}

export interface CallOptions {
  /** Aborting rejects the call at once with a `DOMException` named `AbortError`. */
  readonly signal?: AbortSignal;
  /** At most one call per 50 ms; the fraction never falls; none after the promise has settled. */
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

/** Small pictures of one person, in several styles. */
export interface ThumbnailsOrder extends Omit<ThumbnailOrder, 'styleId'> {
  readonly styleIds: readonly string[];
  /** Is given each picture as soon as it is there, and closes its bitmap. */
  readonly onThumbnail: (styleId: string, bitmap: ImageBitmap) => void;
}

/**
 * Draws portraits as cartoons in a worker of this browser; nothing leaves the device.
 *
 * Every call rejects with an `EngineError` or with an `AbortError`. When the worker is lost, it is
 * restarted and each pending call is replayed once before `WORKER_LOST` (or `TIMEOUT`) surfaces.
 */
export interface Cartoonizer {
  /** The styles of the manifest. */
  styles(options?: CallOptions): Promise<readonly StyleEntry[]>;
  /** Decodes a photo and keeps it until `release`; the caller closes the returned `preview`. */
  open(photo: Blob, options?: CallOptions): Promise<PhotoInfo>;
  /** Downloads and prepares the model ahead of a style's first use. */
  load(styleId: string, options?: CallOptions): Promise<BackendChoice>;
  /** Draws a preview; a newer `render` aborts this one. The caller closes the returned `bitmap`. */
  render(photoId: string, recipe: Recipe, options?: RenderOptions): Promise<RenderResult>;
  /**
   * Draws at the photo's own size, without its metadata unless `output` asks for some; calls queue one
   * after the other.
   */
  encode(photoId: string, recipe: Recipe, output: Output, options?: CallOptions): Promise<Blob>;
  /**
   * Draws a person small in the styles, whenever the worker has nothing else to do; it never delays another
   * call by more than one small run.
   */
  thumbnails(photoId: string, order: ThumbnailsOrder, options?: CallOptions): Promise<void>;
  /**
   * The whole photo and its drawing, at least `widthPx` wide but no wider than the photo itself, drawn whenever the worker
   * has nothing else to do; null where there is no memory for it. It is not replayed. The caller closes both.
   */
  closeUp(
    photoId: string,
    recipe: Recipe,
    widthPx: number,
    options?: CallOptions,
  ): Promise<CloseUp | null>;
  /** Frees everything kept for the photo; its pending calls are aborted. */
  release(photoId: string): void;
  /** The requests of the page's worker since it started, by the browser's own resource timing. */
  requests(): Promise<RequestCount>;
  /** Ends the worker; pending calls reject with `AbortError`, and so does every later call. */
  close(): void;
  /** Listens to the worker's events, except `faces` and `head`; returns the function that stops listening. */
  onEvent(listener: (event: EngineEvent) => void): () => void;
}
