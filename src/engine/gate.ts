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
