import type { EngineEvent, Progress } from '#engine/contract.ts';

/** A call that has not settled, as the connection's other parts see it. */
export interface PendingCall {
  reject(error: Error): void;
  progress(progress: Progress): void;
}

/** The calls of one worker that have not settled yet, by job id. */
export class PendingCalls {
  readonly #calls = new Map<string, PendingCall>();

  get size(): number {
    return this.#calls.size;
  }

  add(jobId: string, call: PendingCall): void {
    this.#calls.set(jobId, call);
  }

  delete(jobId: string): void {
    this.#calls.delete(jobId);
  }

  /**
   * Hands a progress event to its call; false for an event of a job that has settled: events and results
   * travel on two channels, so a late one is possible.
   */
  accept(event: EngineEvent): boolean {
    const call = this.#calls.get(event.jobId);
    if (!call) return false;
    if (event.type === 'progress') call.progress(event.progress);
    return true;
  }

  /** Settles every call with `error`: a dead worker answers none of them. */
  rejectAll(error: Error): void {
    for (const call of this.#calls.values()) call.reject(error);
  }
}
