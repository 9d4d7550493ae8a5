import { transfer } from 'comlink';
import { EngineError, isAbort, toEngineError } from '#domain/job/errors.ts';
import { countRequests } from '#domain/job/requests.ts';
import type {
  BackendChoice,
  BackendId,
  CloseUp,
  EngineEvent,
  EngineSettings,
  Output,
  PhotoInfo,
  PhotoSource,
  Recipe,
  RenderResult,
  StyleEntry,
  ThumbnailOrder,
  WorkerApi,
} from './contract.ts';
import { JobEvents, type JobKind } from './events.ts';
import { Jobs, type Lane, type Turn } from './jobs.ts';

/** What a job may use to be stopped and to tell how far it is. */
export interface JobContext extends Turn {
  readonly events: JobEvents;
}

/** The work behind the contract: pixels in, pixels out, no word about jobs or wires. */
export interface Engine {
  plannedBackend(): Promise<BackendId>;
  styles(job: JobContext): Promise<readonly StyleEntry[]>;
  open(job: JobContext, photo: PhotoSource): Promise<PhotoInfo>;
  load(job: JobContext, styleId: string): Promise<BackendChoice>;
  render(job: JobContext, photo: PhotoSource, recipe: Recipe): Promise<RenderResult>;
  encode(job: JobContext, photo: PhotoSource, recipe: Recipe, output: Output): Promise<Blob>;
  thumbnail(job: JobContext, photo: PhotoSource, order: ThumbnailOrder): Promise<ImageBitmap>;
  closeUp(
    job: JobContext,
    photo: PhotoSource,
    recipe: Recipe,
    widthPx: number,
  ): Promise<CloseUp | null>;
  release(photoId: string): void;
}

/** Wraps an engine into the worker contract: job ids, lanes, cancelling, throttled events, transfers. */
export function createWorkerApi(createEngine: (settings: EngineSettings) => Engine): WorkerApi {
  const jobs = new Jobs();
  let connected: { readonly engine: Engine; readonly events: MessagePort } | undefined;

  async function run<T>(
    jobId: string,
    kind: JobKind,
    lane: Lane,
    body: (engine: Engine, job: JobContext) => Promise<T>,
    discard?: (late: T) => void,
  ): Promise<T> {
    const { engine, events: port } = connection();
    const events = new JobEvents(jobId, kind, (event: EngineEvent) =>
      port.postMessage(event, event.type === 'head' ? [event.bitmap] : []),
    );
    try {
      return await jobs.run(jobId, lane, (turn) => body(engine, { ...turn, events }), discard);
    } catch (error) {
      throw isAbort(error) ? error : toEngineError(error, events.stage);
    } finally {
      events.end();
    }
  }

  function connection(): NonNullable<typeof connected> {
    if (!connected) throw new EngineError('INTERNAL', 'prepare', 'a call before connect');
    return connected;
  }

  return {
    async connect(settings, events) {
      connected = { engine: createEngine(settings), events };
      return settings.lifeLockName !== undefined && (await holdForLife(settings.lifeLockName));
    },
    plannedBackend: () => connection().engine.plannedBackend(),
    styles: (jobId) => run(jobId, 'styles', 'immediate', (engine, job) => engine.styles(job)),
    open: async (jobId, photo) => {
      const info = await run(
        jobId,
        'open',
        'immediate',
        (engine, job) => engine.open(job, photo),
        (late) => late.preview.close(),
      );
      return transfer(info, [info.preview]);
    },
    load: (jobId, styleId) =>
      run(jobId, 'load', 'immediate', (engine, job) => engine.load(job, styleId)),
    render: async (jobId, photo, recipe) => {
      const result = await run(
        jobId,
        'render',
        'preview',
        (engine, job) => engine.render(job, photo, recipe),
        (late) => late.bitmap.close(),
      );
      return transfer(result, [result.bitmap]);
    },
    encode: (jobId, photo, recipe, output) =>
      run(jobId, 'encode', 'export', (engine, job) => engine.encode(job, photo, recipe, output)),
    thumbnail: async (jobId, photo, order) => {
      const bitmap = await run(
        jobId,
        'thumbnail',
        'idle',
        (engine, job) => engine.thumbnail(job, photo, order),
        (late) => late.close(),
      );
      return transfer(bitmap, [bitmap]);
    },
    closeUp: async (jobId, photo, recipe, widthPx) => {
      const closeUp = await run(
        jobId,
        'closeUp',
        'idle',
        (engine, job) => engine.closeUp(job, photo, recipe, widthPx),
        (late) => {
          late?.photo.close();
          late?.drawing.close();
        },
      );
      return closeUp && transfer(closeUp, [closeUp.photo, closeUp.drawing]);
    },
    cancel: (jobId) => jobs.cancel(jobId),
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
