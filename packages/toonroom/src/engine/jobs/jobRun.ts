import { engineCalls } from '../calls.ts';
import type { Stage, StageTimings } from '../contract.ts';
import { JobEvents } from './events.ts';
import type { JobContext } from './jobs.ts';
import { abortError } from '../wire.ts';

/** A job with its stopwatch. */
export class JobRun {
  readonly signal: JobContext['signal'];
  readonly events: JobContext['events'];
  #timingsMs: { [stage in Stage]?: number } = {};

  constructor({ signal, events }: Pick<JobContext, 'signal' | 'events'>) {
    this.signal = signal;
    this.events = events;
  }

  get timingsMs(): StageTimings {
    return this.#timingsMs;
  }

  /** Reports that a stage begins, does its work and adds up its time. */
  async stage<T>(stage: Stage, work: () => Promise<T>): Promise<T> {
    this.events.begin(stage);
    const start = performance.now();
    try {
      return await work();
    } finally {
      this.#timingsMs[stage] = (this.#timingsMs[stage] ?? 0) + performance.now() - start;
    }
  }

  /** The same run without reports: for work that is done while another stage is waited for. */
  quiet(): JobRun {
    const events = new JobEvents('quiet', engineCalls.render.stages, () => undefined);
    const run = new JobRun({ signal: this.signal, events });
    run.#timingsMs = this.#timingsMs;
    return run;
  }

  /** Waits for work that other jobs share: an abort ends the waiting, not the work. */
  async wait<T>(shared: Promise<T>): Promise<T> {
    const { signal } = this;
    return await new Promise<T>((resolve, reject) => {
      const abort = (): void => reject(abortError());
      const stopListening = (): void => signal.removeEventListener('abort', abort);
      if (signal.aborted) abort();
      else signal.addEventListener('abort', abort);
      // Handled in either case, or a failure would be an unhandled rejection.
      shared.then(resolve, reject).then(stopListening, stopListening);
    });
  }
}
