import { EngineError } from '#domain/job/errors.ts';
import type {
  BackendPreference,
  EngineEvent,
  Fallback,
  PhotoSource,
  Progress,
  Recipe,
} from '#engine/contract.ts';
import { abortError } from '#engine/wire.ts';
import { Connection, type ConnectionCall, type Watchdog } from './connection.ts';
import type { Cartoonizer, RenderOptions } from './types.ts';
import type { WorkerLink } from './workerLink.ts';

export interface ClientSettings {
  readonly assetBaseUrl: string;
  readonly backend: BackendPreference;
  readonly diagnostics: boolean;
  readonly watchdog: Watchdog;
  /** After so many drawings a worker is replaced; undefined where they last. */
  readonly runsPerWorker?: number | undefined;
  readonly startWorker: () => WorkerLink;
}

/** A photo the page has opened; the Blob stays here so that a new worker can open it again. */
interface Photo extends PhotoSource {
  readonly released: AbortController;
}

const ignore = (): void => undefined;

/** The public client over any worker link: photos, previews that replace each other, replays. */
export function createClient(settings: ClientSettings): Cartoonizer {
  const photos = new Map<string, Photo>();
  const listeners = new Set<(event: EngineEvent) => void>();
  const closed = new AbortController();
  let connection: Connection | undefined;
  let preview: AbortController | undefined;
  let openedPhotos = 0;
  let fallback: Fallback = 'none';
  let runs = 0;

  function connect(): Connection {
    const link = settings.startWorker();
    const { assetBaseUrl, backend, diagnostics } = settings;
    const lock = link.lifeLockName === undefined ? {} : { lifeLockName: link.lifeLockName };
    const hooks = {
      onEvent: (event: EngineEvent) => listeners.forEach((listener) => listener(event)),
      onLost: (usedGpu: boolean) => {
        connection = undefined;
        fallback = usedGpu ? 'noGpu' : 'oneThread';
      },
    };
    const engineSettings = { assetBaseUrl, backend, diagnostics, fallback, ...lock };
    return new Connection(link, engineSettings, settings.watchdog, hooks);
  }

  /**
   * Runs a call, and again in a new worker when one was lost under it: each time with less to go wrong, and
   * not again once that was one thread, nor more than `mostReplays` times. `replays` tells how often.
   */
  async function attempt<T>(
    start: ConnectionCall<T>['start'],
    options: RenderOptions | undefined,
    signals: readonly AbortSignal[] = [],
    discard: (late: T) => void = ignore,
    mostReplays = Infinity,
  ): Promise<{ readonly value: T; readonly replays: number }> {
    const { signal: own, onProgress = ignore, ...others } = options ?? {};
    const signal = AbortSignal.any([closed.signal, ...signals, ...(own ? [own] : [])]);
    const listeners = { ...others, onProgress: neverFalling(onProgress) };
    for (let replays = 0; ; replays++) {
      if (signal.aborted) throw abortError();
      const attemptFallback = fallback;
      connection ??= connect();
      try {
        const value = await connection.call({ start, signal, listeners, discard });
        return { value, replays };
      } catch (error) {
        const isLast = replays === mostReplays || (replays > 0 && attemptFallback === 'oneThread');
        if (isLast || !isWorthReplaying(error)) throw error;
      }
    }
  }

  async function call<T>(...given: Parameters<typeof attempt<T>>): Promise<T> {
    return (await attempt(...given)).value;
  }

  /** Some browsers' runtimes break down after many runs: they get a new worker in time, between two calls. */
  function countRun(): void {
    runs += 1;
    if (runs < (settings.runsPerWorker ?? Infinity) || connection?.isBusy) return;
    connection?.close();
    connection = undefined;
    runs = 0;
  }

  function photoOf(photoId: string): Photo {
    const photo = photos.get(photoId);
    if (!photo) throw new EngineError('UNKNOWN_PHOTO', 'prepare', photoId);
    return photo;
  }

  return {
    styles: (options) => call((api, jobId) => api.styles(jobId), options),

    async open(blob, options) {
      const photo = { photoId: `photo-${++openedPhotos}`, blob };
      try {
        const info = await call(
          (api, jobId) => api.open(jobId, photo),
          options,
          [],
          (late) => late.preview.close(),
        );
        photos.set(photo.photoId, { ...photo, released: new AbortController() });
        return info;
      } catch (error) {
        connection?.release(photo.photoId);
        throw error;
      }
    },

    load: (styleId, options) => call((api, jobId) => api.load(jobId, styleId), options),

    async render(photoId, recipe: Recipe, options) {
      const { blob, released } = photoOf(photoId);
      preview?.abort();
      const own = new AbortController();
      preview = own;
      const { value, replays } = await attempt(
        (api, jobId) => api.render(jobId, { photoId, blob }, recipe),
        options,
        [released.signal, own.signal],
        (late) => late.bitmap.close(),
      );
      countRun();
      if (replays === 0) return value;
      return { ...value, notices: [...value.notices, 'startedAgain'] };
    },

    async encode(photoId, recipe, output, options) {
      const { blob, released } = photoOf(photoId);
      const file = await call(
        (api, jobId) => api.encode(jobId, { photoId, blob }, recipe, output),
        options,
        [released.signal],
      );
      countRun();
      return file;
    },

    async thumbnails(photoId, { styleIds, onThumbnail, ...order }, options) {
      const { blob, released } = photoOf(photoId);
      for (const styleId of styleIds) {
        const bitmap = await call(
          (api, jobId) => api.thumbnail(jobId, { photoId, blob }, { ...order, styleId }),
          options,
          [released.signal],
          (late) => late.close(),
        );
        onThumbnail(styleId, bitmap);
      }
      countRun();
    },

    async closeUp(photoId, recipe, widthPx, options) {
      const { blob, released } = photoOf(photoId);
      // What costs a worker its memory once would do so again.
      const mostReplays = 0;
      return await call(
        (api, jobId) => api.closeUp(jobId, { photoId, blob }, recipe, widthPx),
        options,
        [released.signal],
        (late) => {
          late?.photo.close();
          late?.drawing.close();
        },
        mostReplays,
      );
    },

    requests: async () => (await connection?.requests()) ?? { own: 0, foreign: 0 },

    release(photoId) {
      photos.get(photoId)?.released.abort();
      photos.delete(photoId);
      connection?.release(photoId);
    },

    close() {
      closed.abort();
      connection?.close();
      connection = undefined;
      photos.clear();
    },

    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Whether a fresh worker may succeed where this one failed. */
function isWorthReplaying(error: unknown): boolean {
  if (!(error instanceof EngineError)) return false;
  const { code, retryable } = error;
  if (code === 'BACKEND_FAILED') return retryable;
  return code === 'WORKER_LOST' || code === 'TIMEOUT' || code === 'OUT_OF_MEMORY';
}

/** A replayed call starts over; what its caller sees does not. */
function neverFalling(onProgress: (progress: Progress) => void): (progress: Progress) => void {
  let reached = 0;
  return (progress) => {
    reached = Math.max(reached, progress.fraction);
    onProgress({ ...progress, fraction: reached });
  };
}
