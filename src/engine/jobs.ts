import { Gate } from './gate.ts';
import { abortError } from './wire.ts';

/** Previews replace each other, exports queue, immediate jobs start at once. */
export type Lane = 'preview' | 'export' | 'immediate';

/** Every running or waiting job of the worker, each with its own way to be stopped. */
export class Jobs {
  readonly #controllers = new Map<string, AbortController>();
  readonly #previewIds = new Set<string>();
  readonly #gates = { preview: new Gate(), export: new Gate() };

  /**
   * Runs `body` in its lane.
   *
   * Rejects with `AbortError` as soon as the body notices its signal; a result that arrives after the
   * abort is handed to `discard`, which frees what it owns.
   */
  async run<T>(
    jobId: string,
    lane: Lane,
    body: (signal: AbortSignal) => Promise<T>,
    discard: (late: T) => void = () => undefined,
  ): Promise<T> {
    const controller = new AbortController();
    if (lane === 'preview') for (const older of this.#previewIds) this.cancel(older);
    this.#controllers.set(jobId, controller);
    if (lane === 'preview') this.#previewIds.add(jobId);
    const attempt = () => runAbortable(controller.signal, body, discard);
    try {
      return await (lane === 'immediate' ? attempt() : this.#gates[lane].run(attempt));
    } finally {
      this.#controllers.delete(jobId);
      this.#previewIds.delete(jobId);
    }
  }

  /** Stops a job at its next check; unknown and finished jobs are none of its concern. */
  cancel(jobId: string): void {
    this.#controllers.get(jobId)?.abort();
  }
}

async function runAbortable<T>(
  signal: AbortSignal,
  body: (signal: AbortSignal) => Promise<T>,
  discard: (late: T) => void,
): Promise<T> {
  if (signal.aborted) throw abortError();
  let value: T;
  try {
    value = await body(signal);
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
