/** Runs tasks one at a time, in order; a task that fails does not block the ones behind it. */
export class Gate {
  #tail: Promise<unknown> = Promise.resolve();

  /** Settles as `task` does, after every task given before it. */
  run<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#tail.then(task);
    // The predecessor's error belongs to the predecessor's caller alone.
    this.#tail = result.catch(() => undefined);
    return result;
  }
}

/**
 * The gate of both WebAssembly runtimes: creating tasks and sessions, and running sessions. One at a
 * time, because ORT demands it and because two compilations at once double the memory's peak.
 */
export const runtimeGate = new Gate();
