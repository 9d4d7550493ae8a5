interface Latest<Value> {
  /** Runs `value` next; of several values that wait, only the newest is run. */
  push(value: Value): void;
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
  let waiting: { readonly value: Value } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function start(value: Value): void {
    const controller = new AbortController();
    running = controller;
    void run(value, controller.signal).finally(() => {
      if (running !== controller) return;
      running = null;
      clearTimeout(timer);
      timer = undefined;
      const next = waiting;
      waiting = null;
      if (next) start(next.value);
    });
  }

  return {
    push(value) {
      if (!running) {
        start(value);
        return;
      }
      waiting = { value };
      const late = running;
      timer ??= setTimeout(() => late.abort(), graceMs);
    },
    stop() {
      waiting = null;
      clearTimeout(timer);
      timer = undefined;
      running?.abort();
      running = null;
    },
  };
}
