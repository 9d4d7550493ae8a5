import { transfer, wrap, type Remote } from 'comlink';
import { EngineError } from '#domain/job/errors.ts';
import {
  type CallArguments,
  type CallMethods,
  type CallName,
  type CallResult,
  closeLate,
  type WorkerApi,
} from '#engine/calls.ts';
import type { EngineEvent, EngineSettings, RequestCount } from '#engine/contract.ts';
import { abortError } from '#engine/wire.ts';
import { type CallListeners, PendingCalls } from './pendingCalls.ts';
import type { PauseSwitch } from './pauseSwitch.ts';
import type { WorkerLink } from './workerLink.ts';

/** How long a worker may stay silent while calls are pending. */
export interface Watchdog {
  readonly tickMs: number;
  /** Counted in ticks rather than by the clock, so that a computer's sleep is no silence. */
  readonly silentTicks: number;
}

export interface ConnectionHooks {
  readonly onEvent: (event: EngineEvent) => void;
  /** Called once, before the pending calls are rejected; `usedGpu`: the backend was WebGPU. */
  readonly onLost: (usedGpu: boolean) => void;
}

export interface ConnectionCall<Name extends CallName> {
  readonly name: Name;
  readonly given: CallArguments<Name>;
  readonly signal: AbortSignal;
  readonly listeners: CallListeners;
  readonly pause?: PauseSwitch | undefined;
}

let startedJobs = 0;

/** One worker from its start to its end, with the calls that wait for it. */
export class Connection {
  readonly #link: WorkerLink;
  readonly #hooks: ConnectionHooks;
  readonly #watchdog: Watchdog;
  readonly #api: Remote<WorkerApi>;
  readonly #ready: Promise<boolean>;
  readonly #events: MessagePort;
  readonly #pending = new PendingCalls();
  #ticker: ReturnType<typeof setInterval> | undefined;
  #silentTicks = 0;
  /** Whether the worker draws on WebGPU, or is about to find out whether it can. */
  #usesGpu = false;
  #ended = false;

  constructor(
    link: WorkerLink,
    settings: EngineSettings,
    watchdog: Watchdog,
    hooks: ConnectionHooks,
  ) {
    this.#link = link;
    this.#hooks = hooks;
    this.#watchdog = watchdog;
    this.#api = wrap<WorkerApi>(link.endpoint);
    const { port1, port2 } = new MessageChannel();
    this.#events = port1;
    port1.onmessage = ({ data }: MessageEvent<EngineEvent>) => this.#receive(data);
    link.watchFailure((detail) => this.#lose('WORKER_LOST', detail));
    this.#ready = this.#api.connect(settings, transfer(port2, [port2]));
    this.#ready.then(
      (holdsLifeLock) => {
        // Without the lock its end would seem to have come; the watchdog has to do.
        if (holdsLifeLock) link.watchEnd((detail) => this.#lose('WORKER_LOST', detail));
        this.#askBackend();
      },
      // Every call waits for `ready` and reports the failure itself.
      () => undefined,
    );
  }

  /**
   * Runs one call; rejects at once with `AbortError` on abort, with `WORKER_LOST` or `TIMEOUT` when the
   * worker is lost, else as the worker does. The bitmaps of a result that comes after the abort are closed.
   */
  call<Name extends CallName>({
    name,
    given,
    signal,
    listeners,
    pause,
  }: ConnectionCall<Name>): Promise<CallResult<Name>> {
    if (signal.aborted) return Promise.reject(abortError());
    const jobId = `job-${++startedJobs}`;
    // Every method answers with a promise already: what Comlink makes of it is the same.
    const methods = this.#api as unknown as CallMethods<string>;
    return new Promise((resolve, reject) => {
      let settled = false;
      const settle = (action: () => void): void => {
        if (settled) return;
        settled = true;
        signal.removeEventListener('abort', onAbort);
        pause?.removeEventListener('change', onPause);
        this.#pending.delete(jobId);
        this.#heard();
        action();
      };
      const fail = (error: unknown): void => {
        settle(() => reject(error));
        if (breaksWorker(error)) this.#lose('WORKER_LOST', String(error));
      };
      const onAbort = (): void => {
        settle(() => reject(abortError()));
        this.#tell(() => this.#api.cancel(jobId));
      };
      const onPause = (): void =>
        this.#tell(() => this.#api.pause(jobId, pause?.isPaused ?? false));
      signal.addEventListener('abort', onAbort);
      pause?.addEventListener('change', onPause);
      this.#pending.add(jobId, { ...listeners, reject: fail });
      this.#heard();
      this.#ready
        .then(() => {
          if (settled) throw abortError();
          const answer = methods[name](jobId, ...given);
          if (pause?.isPaused) onPause();
          return answer;
        })
        .then((result) => {
          if (settled) closeLate(name, result);
          else settle(() => resolve(result));
        }, fail);
    });
  }

  get isBusy(): boolean {
    return this.#pending.size > 0;
  }

  /** Tells the worker to free a photo. */
  release(photoId: string): void {
    this.#tell(() => this.#api.release(photoId));
  }

  /** The worker's requests; undefined once it has ended. */
  async requests(): Promise<RequestCount | undefined> {
    await this.#ready;
    return this.#ended ? undefined : await this.#api.requests();
  }

  /** Ends the worker. The pending calls must have been aborted before. */
  close(): void {
    this.#ended = true;
    clearInterval(this.#ticker);
    this.#events.close();
    this.#link.terminate();
  }

  #askBackend(): void {
    this.#api.plannedBackend().then(
      (id) => {
        this.#usesGpu = id === 'webgpu';
      },
      // The calls that need a backend will say what is wrong with it.
      () => undefined,
    );
  }

  #receive(event: EngineEvent): void {
    this.#heard();
    if (event.type === 'backend') this.#usesGpu = event.choice.id === 'webgpu';
    if (this.#pending.accept(event)) this.#hooks.onEvent(event);
  }

  /** A sign of life, or a call more or less: starts the count of silent ticks anew. */
  #heard(): void {
    this.#silentTicks = 0;
    const needed = this.#pending.size > 0 && !this.#ended;
    if (needed && this.#ticker === undefined) {
      this.#ticker = setInterval(() => this.#tick(), this.#watchdog.tickMs);
    } else if (!needed) {
      clearInterval(this.#ticker);
      this.#ticker = undefined;
    }
  }

  #tick(): void {
    this.#silentTicks += 1;
    if (this.#silentTicks >= this.#watchdog.silentTicks) {
      this.#lose('TIMEOUT', 'the worker stayed silent');
    }
  }

  #lose(code: 'WORKER_LOST' | 'TIMEOUT', detail: string): void {
    if (this.#ended) return;
    this.close();
    this.#hooks.onLost(this.#usesGpu);
    this.#pending.rejectAll(new EngineError(code, 'prepare', detail));
  }

  /** Sends a message whose answer is not needed. */
  #tell(send: () => Promise<void>): void {
    if (this.#ended) return;
    this.#ready.then(send).catch(() => undefined);
  }
}

/** Whether a call failed in a way that leaves the runtimes in this worker unusable. */
function breaksWorker(error: unknown): boolean {
  if (!(error instanceof EngineError)) return false;
  return error.code === 'OUT_OF_MEMORY' || (error.code === 'BACKEND_FAILED' && error.retryable);
}
