import type { Endpoint } from 'comlink';

/** One running worker as the client sees it. */
export interface WorkerLink {
  readonly endpoint: Endpoint;
  /** Name of the Web Lock the worker is to hold for life, where the page can watch one. */
  readonly lifeLockName?: string;
  /** Calls back when the worker reports a failure of its own. */
  watchFailure(onLost: (detail: string) => void): void;
  /** Calls back when the worker has ended without a word; to be called once it holds its lock. */
  watchEnd(onLost: (detail: string) => void): void;
  /** Ends the worker; no watcher is called afterwards. */
  terminate(): void;
}

/** Watches a worker that was just started, and ends it. */
export function linkWorker(worker: Worker): WorkerLink {
  const ending = new AbortController();
  const { signal } = ending;
  // Locks exist in secure contexts only; elsewhere a silent death is left to the watchdog.
  const locks = 'locks' in navigator ? navigator.locks : undefined;
  const lifeLockName = `toonroom-engine ${Date.now()} ${Math.random()}`;
  return {
    endpoint: worker,
    ...(locks && { lifeLockName }),
    watchFailure(onLost) {
      worker.addEventListener('error', (event) => onLost(event.message || 'worker error'), {
        signal,
      });
      worker.addEventListener('messageerror', () => onLost('unreadable message'), { signal });
    },
    watchEnd(onLost) {
      // The worker holds this lock, so it is granted here only once the worker has ended. One that is
      // closed or killed by the browser fires no event anywhere.
      locks
        ?.request(lifeLockName, { signal }, () => onLost('the worker ended'))
        .catch(() => undefined);
    },
    terminate() {
      ending.abort();
      worker.terminate();
    },
  };
}
