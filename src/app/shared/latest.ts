interface Latest<Value> {
  /**
   * Runs `value` next, but not before nothing newer has come for `restMs`; of several values that wait, only the newest
   * is run.
   */
  push(value: Value, restMs?: number): void;
  /** Whether a value waits for its rest or for the run before it. */
  readonly isWaiting: boolean;
  /** Aborts what runs and forgets what waits. */
  stop(): void;
}

/**
 * Keeps up with a value that changes faster than it can be worked on: the newest always wins.
 *
 * A run that is quick is left to finish, so that a moving slider shows pictures on its way; one that
 * takes longer than `graceMs` after a newer value arrived is aborted for it. `run` must not reject.
 */
export function createLatest<Value>(
  run: (value: Value, signal: AbortSignal) => Promise<void>,
  graceMs: number,
): Latest<Value> {
  let running: AbortController | null = null;
  let waiting: { readonly value: Value; readonly restedAt: number } | null = null;
  let grace: ReturnType<typeof setTimeout> | undefined;
  let rest: ReturnType<typeof setTimeout> | undefined;

  function startWaiting(): void {
    if (!waiting) return;
    clearTimeout(rest);
    const restMs = waiting.restedAt - Date.now();
    if (restMs > 0) {
      rest = setTimeout(startWaiting, restMs);
      return;
    }
    const { value } = waiting;
    waiting = null;
    start(value);
  }

  function start(value: Value): void {
    const controller = new AbortController();
    running = controller;
    void run(value, controller.signal).finally(() => {
      if (running !== controller) return;
      running = null;
      clearTimeout(grace);
      grace = undefined;
      startWaiting();
    });
  }

  return {
    push(value, restMs = 0) {
      waiting = { value, restedAt: Date.now() + restMs };
      if (!running) {
        startWaiting();
        return;
      }
      const late = running;
      grace ??= setTimeout(() => late.abort(), graceMs);
    },
    get isWaiting() {
      return waiting !== null;
    },
    stop() {
      waiting = null;
      clearTimeout(grace);
      clearTimeout(rest);
      grace = undefined;
      running?.abort();
      running = null;
    },
  };
}
