import { transfer } from 'comlink';
import { EngineError, isAbort, toEngineError } from '#domain/job/errors.ts';
import { countRequests } from '#domain/job/requests.ts';
import {
  type CallArguments,
  type CallMethods,
  type CallName,
  callNames,
  type CallRule,
  type CallResult,
  closeLate,
  engineCalls,
  type WorkerApi,
} from './calls.ts';
import type { BackendId, EngineEvent, EngineSettings } from './contract.ts';
import { JobEvents } from './jobs/events.ts';
import { type JobContext, Jobs } from './jobs/jobs.ts';

/** The work behind the API: pixels in, pixels out, no word about job ids or wires. */
export interface Engine extends CallMethods<JobContext> {
  plannedBackend(): Promise<BackendId>;
  release(photoId: string): void;
}

/** Wraps an engine into the worker's API: job ids, lanes, cancelling, throttled events, transfers. */
export function createWorkerApi(createEngine: (settings: EngineSettings) => Engine): WorkerApi {
  const jobs = new Jobs();
  let connected: { readonly engine: Engine; readonly events: MessagePort } | undefined;

  function connection(): NonNullable<typeof connected> {
    if (!connected) throw new EngineError('INTERNAL', 'prepare', 'a call before connect');
    return connected;
  }

  async function run<Name extends CallName>(
    name: Name,
    jobId: string,
    given: CallArguments<Name>,
  ): Promise<CallResult<Name>> {
    const { engine, events: port } = connection();
    const methods: CallMethods<JobContext> = engine;
    const { lane, stages, bitmaps }: CallRule<Name> = engineCalls[name];
    const events = new JobEvents(jobId, stages, (event: EngineEvent) =>
      port.postMessage(event, 'bitmap' in event ? [event.bitmap] : []),
    );
    try {
      const result = await jobs.run(
        jobId,
        lane,
        (turn) => methods[name]({ ...turn, events }, ...given),
        (late) => closeLate(name, late),
      );
      // Comlink marks objects only; a result without bitmaps may be null.
      const owned = bitmaps(result);
      return owned.length > 0 ? transfer(result, [...owned]) : result;
    } catch (error) {
      throw isAbort(error) ? error : toEngineError(error, events.stage);
    } finally {
      events.end();
    }
  }

  const methods = callNames.map((name) => [
    name,
    (jobId: string, ...given: CallArguments<typeof name>) => run(name, jobId, given),
  ]);
  return {
    ...(Object.fromEntries(methods) as CallMethods<string>),

    async connect(settings, events) {
      connected = { engine: createEngine(settings), events };
      return settings.lifeLockName !== undefined && (await holdForLife(settings.lifeLockName));
    },
    plannedBackend: () => connection().engine.plannedBackend(),
    cancel: (jobId) => jobs.cancel(jobId),
    pause: (jobId, isPaused) => jobs.pause(jobId, isPaused),
    requests: () =>
      countRequests(
        performance.getEntriesByType('resource').map(({ name }) => name),
        location.origin,
      ),
    release: (photoId) => connected?.engine.release(photoId),
  };
}

/**
 * Takes a lock that only the end of this worker gives back. Resolves to true once it is held, to false
 * where the browser refuses locks, as it does where it was told to keep nothing.
 */
function holdForLife(lockName: string): Promise<boolean> {
  return new Promise((resolve) => {
    navigator.locks
      .request(lockName, () => {
        resolve(true);
        return new Promise<never>(() => undefined);
      })
      .catch(() => resolve(false));
  });
}
