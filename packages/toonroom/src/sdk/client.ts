import { EngineError } from '#domain/job/errors.ts';
import {
  type CallArguments,
  type CallName,
  callNames,
  type CallResult,
  engineCalls,
} from '#engine/calls.ts';
import type {
  BackendPreference,
  EngineEvent,
  Fallback,
  PhotoSource,
  Progress,
} from '#engine/contract.ts';
import { abortError } from '#engine/wire.ts';
import { Connection, type Watchdog } from './connection.ts';
import type { Cartoonizer, PlainCalls, RenderOptions, VideoOptions } from './types.ts';
import type { WorkerLink } from './workerLink.ts';

export interface ClientSettings {
  readonly assetBaseUrl: string;
  readonly backend: BackendPreference;
  readonly diagnostics: boolean;
  readonly keepsModels?: boolean;
  readonly watchdog: Watchdog;
  /** After so many drawings a worker is replaced; undefined where they last. */
  readonly runsPerWorker?: number | undefined;
  readonly startWorker: () => WorkerLink;
}

/** A photo the page has opened; the Blob stays here so that a new worker can open it again. */
interface Photo extends PhotoSource {
  readonly released: AbortController;
}

/** The options of every call. */
type AnyOptions = RenderOptions & VideoOptions;

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
    const { assetBaseUrl, backend, diagnostics, keepsModels = true } = settings;
    const lock = link.lifeLockName === undefined ? {} : { lifeLockName: link.lifeLockName };
    const hooks = {
      onEvent: (event: EngineEvent) => listeners.forEach((listener) => listener(event)),
      onLost: (usedGpu: boolean) => {
        connection = undefined;
        fallback = usedGpu ? 'noGpu' : 'oneThread';
      },
    };
    const engineSettings = {
      assetBaseUrl,
      backend,
      diagnostics,
      keepsModels,
      fallback,
      ...lock,
    };
    return new Connection(link, engineSettings, settings.watchdog, hooks);
  }

  /**
   * Runs a call, and again in a new worker when one was lost under it: each time with less to go wrong, and not again
   * once that was one thread. `replays` tells how often.
   */
  async function attempt<Name extends CallName>(
    name: Name,
    given: CallArguments<Name>,
    options: AnyOptions | undefined,
    signals: readonly AbortSignal[],
  ): Promise<{ readonly result: CallResult<Name>; readonly replays: number }> {
    const { signal: own, pause, onProgress = ignore, ...others } = options ?? {};
    const signal = AbortSignal.any([closed.signal, ...signals, ...(own ? [own] : [])]);
    const listeners = { ...others, onProgress: neverFalling(onProgress) };
    for (let replays = 0; ; replays++) {
      if (signal.aborted) throw abortError();
      const attemptFallback = fallback;
      connection ??= connect();
      try {
        const result = await connection.call({ name, given, signal, listeners, pause });
        return { result, replays };
      } catch (error) {
        const isLast =
          !engineCalls[name].isReplayed || (replays > 0 && attemptFallback === 'oneThread');
        if (isLast || !isWorthReplaying(error)) throw error;
      }
    }
  }

  /** A call as the page makes it: with the photo that an id stands for, until that is released. */
  async function call<Name extends CallName>(
    name: Name,
    given: readonly unknown[],
    moreSignals: readonly AbortSignal[] = [],
  ): Promise<{ readonly result: CallResult<Name>; readonly replays: number }> {
    const { takes, lane } = engineCalls[name];
    const signals = [...moreSignals];
    const whole = takes.map((taken, index) => {
      if (taken !== 'photo') return given[index];
      const { released, ...photo } = photoOf(given[index] as string);
      signals.push(released.signal);
      return photo;
    });
    const options = given[takes.length] as AnyOptions | undefined;
    const answer = await attempt(name, whole as CallArguments<Name>, options, signals);
    if (lane !== 'immediate' && lane !== 'idle') countRun();
    return answer;
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

  const plain = callNames.map((name) => [
    name,
    async (...given: readonly unknown[]) => (await call(name, given)).result,
  ]);
  return {
    ...(Object.fromEntries(plain) as PlainCalls),

    async open(blob, options) {
      const photo = { photoId: `photo-${++openedPhotos}`, blob };
      try {
        const { result } = await attempt('open', [photo], options, []);
        photos.set(photo.photoId, { ...photo, released: new AbortController() });
        return result;
      } catch (error) {
        connection?.release(photo.photoId);
        throw error;
      }
    },

    async render(...given) {
      // A photo that is not open stops nothing.
      photoOf(given[0]);
      preview?.abort();
      const own = new AbortController();
      preview = own;
      const { result, replays } = await call('render', given, [own.signal]);
      if (replays === 0) return result;
      return { ...result, notices: [...result.notices, 'startedAgain'] };
    },

    async thumbnails(photoId, { styleIds, onThumbnail, ...order }, options) {
      const { released } = photoOf(photoId);
      for (const styleId of styleIds) {
        // A photo that is released between two calls is aborted as one that is released under a call.
        if (released.signal.aborted) throw abortError();
        const { result } = await call('thumbnail', [photoId, { ...order, styleId }, options]);
        onThumbnail(styleId, result);
      }
      countRun();
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
