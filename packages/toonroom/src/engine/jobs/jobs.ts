import type { Lane } from '../calls.ts';
import type { JobEvents } from './events.ts';
import { Gate } from './gate.ts';
import { abortError } from '../wire.ts';

/** How long nothing else may have been done before an idle job goes on: a slider asks again and again. */
const quietMs = 150;

/** What a job may do about the others. */
export interface Turn {
  /** Aborted when the job is cancelled. */
  readonly signal: AbortSignal;
  /** In the idle lane, waits until no other job runs or waits; rejects with `AbortError` on abort. */
  readonly whenFree: () => Promise<void>;
  /** Waits while the job is paused, with a call of `onWait` now and then; rejects with `AbortError` on abort. */
  readonly whenResumed: (onWait?: () => void) => Promise<void>;
}

/** What a job may use to be stopped and to tell how far it is. */
export interface JobContext extends Turn {
  readonly events: JobEvents;
}

/** Every running or waiting job of the worker, each with its own way to be stopped. */
export class Jobs {
  readonly #controllers = new Map<string, AbortController>();
  readonly #pausedIds = new Set<string>();
  readonly #previewIds = new Set<string>();
  /** The jobs that idle ones make way for, and since when there is none. */
  readonly #urgentIds = new Set<string>();
  #freeSinceMs = -Infinity;
  readonly #gates = { preview: new Gate(), export: new Gate(), video: new Gate() };

  /**
   * Runs `body` in its lane.
   *
   * Rejects with `AbortError` as soon as the body notices its signal; a result that arrives after the
   * abort is handed to `discard`, which frees what it owns.
   */
  async run<T>(
    jobId: string,
    lane: Lane,
    body: (turn: Turn) => Promise<T>,
    discard: (late: T) => void = () => undefined,
  ): Promise<T> {
    const controller = new AbortController();
    if (lane === 'preview') for (const older of this.#previewIds) this.cancel(older);
    this.#controllers.set(jobId, controller);
    if (lane === 'preview') this.#previewIds.add(jobId);
    if (lane !== 'idle') this.#urgentIds.add(jobId);
    const { signal } = controller;
    const whenFree = async () => (lane === 'idle' ? await this.#whenFree(signal) : undefined);
    const whenResumed = async (onWait: () => void = () => undefined) => {
      while (this.#pausedIds.has(jobId)) {
        onWait();
        await pauseFor(quietMs, signal);
      }
    };
    const turn = { signal, whenFree, whenResumed };
    const attempt = () => runAbortable(signal, () => body(turn), discard);
    try {
      return await (lane === 'immediate' || lane === 'idle'
        ? attempt()
        : this.#gates[lane].run(attempt));
    } finally {
      this.#controllers.delete(jobId);
      this.#pausedIds.delete(jobId);
      this.#previewIds.delete(jobId);
      if (this.#urgentIds.delete(jobId)) this.#freeSinceMs = performance.now();
    }
  }

  async #whenFree(signal: AbortSignal): Promise<void> {
    await checkpoint(signal);
    while (this.#urgentIds.size > 0 || performance.now() < this.#freeSinceMs + quietMs) {
      await pauseFor(quietMs, signal);
    }
  }

  /** Pauses a running job at its next frame, or lets it go on. */
  pause(jobId: string, isPaused: boolean): void {
    if (!this.#controllers.has(jobId)) return;
    if (isPaused) this.#pausedIds.add(jobId);
    else this.#pausedIds.delete(jobId);
    // Idle jobs need not wait for one that does nothing.
    if (!isPaused) this.#urgentIds.add(jobId);
    else if (this.#urgentIds.delete(jobId)) this.#freeSinceMs = performance.now();
  }

  /** Stops a job at its next check; unknown and finished jobs are none of its concern. */
  cancel(jobId: string): void {
    this.#controllers.get(jobId)?.abort();
  }
}

async function pauseFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  if (signal.aborted) throw abortError();
}

async function runAbortable<T>(
  signal: AbortSignal,
  body: () => Promise<T>,
  discard: (late: T) => void,
): Promise<T> {
  if (signal.aborted) throw abortError();
  let value: T;
  try {
    value = await body();
  } catch (error) {
    // Freed bitmaps and closed streams of a cancelled job raise errors of their own.
    throw signal.aborted ? abortError() : error;
  }
  if (signal.aborted) {
    discard(value);
    throw abortError();
  }
  return value;
}

/**
 * Lets waiting messages in, so that a `cancel` is heard, then throws `AbortError` if there was one.
 *
 * A network run occupies the worker's only thread and promises alone never let a message through.
 */
export async function checkpoint(signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
  if (signal.aborted) throw abortError();
}
