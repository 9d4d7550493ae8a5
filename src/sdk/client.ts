import { EngineError } from '#domain/errors.ts';
import type {
  BackendPreference,
  EngineEvent,
  PhotoSource,
  Progress,
  Recipe,
} from '#engine/contract.ts';
import { abortError } from '#engine/wire.ts';
import { Connection, type ConnectionCall, type Watchdog } from './connection.ts';
import type { CallOptions, Cartoonizer } from './types.ts';
import type { WorkerLink } from './workerLink.ts';

export interface ClientSettings {
  readonly assetBaseUrl: string;
  readonly backend: BackendPreference;
  readonly diagnostics: boolean;
  readonly watchdog: Watchdog;
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
  let gpuLost = false;

  function connect(): Connection {
    const link = settings.startWorker();
    const { assetBaseUrl, backend, diagnostics } = settings;
    const lock = link.lifeLockName === undefined ? {} : { lifeLockName: link.lifeLockName };
    const hooks = {
      onEvent: (event: EngineEvent) => listeners.forEach((listener) => listener(event)),
      onLost: (usedGpu: boolean) => {
        connection = undefined;
        gpuLost ||= usedGpu;
      },
    };
    const engineSettings = { assetBaseUrl, backend, diagnostics, gpuLost, ...lock };
    return new Connection(link, engineSettings, settings.watchdog, hooks);
  }

  /** Runs a call, and once more when the worker was lost under it. */
  async function call<T>(
    start: ConnectionCall<T>['start'],
    options: CallOptions | undefined,
    signals: readonly AbortSignal[] = [],
    discard: (late: T) => void = ignore,
  ): Promise<T> {
    const own = options?.signal ? [options.signal] : [];
    const signal = AbortSignal.any([closed.signal, ...signals, ...own]);
    const onProgress = neverFalling(options?.onProgress ?? ignore);
    const attempt = (): Promise<T> => {
      if (signal.aborted) throw abortError();
      connection ??= connect();
      return connection.call({ start, signal, onProgress, discard });
    };
    try {
      return await attempt();
    } catch (error) {
      if (!isWorthReplaying(error)) throw error;
      return await attempt();
    }
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
      return await call(
        (api, jobId) => api.render(jobId, { photoId, blob }, recipe),
        options,
        [released.signal, own.signal],
        (late) => late.bitmap.close(),
      );
    },

    async encode(photoId, recipe, output, options) {
      const { blob, released } = photoOf(photoId);
      return await call(
        (api, jobId) => api.encode(jobId, { photoId, blob }, recipe, output),
        options,
        [released.signal],
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
  return code === 'WORKER_LOST' || code === 'TIMEOUT' || (code === 'BACKEND_FAILED' && retryable);
}

/** A replayed call starts over; what its caller sees does not. */
function neverFalling(onProgress: (progress: Progress) => void): (progress: Progress) => void {
  let reached = 0;
  return (progress) => {
    reached = Math.max(reached, progress.fraction);
    onProgress({ ...progress, fraction: reached });
  };
}
