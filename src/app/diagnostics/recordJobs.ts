import { isAbort, toEngineError } from '#domain/job/errors.ts';
import {
  type BackendId,
  type CallName,
  callNames,
  type CallOptions,
  type Cartoonizer,
  engineCalls,
  type PlainCalls,
  type Recipe,
  type RenderResult,
} from '#sdk/index.ts';
import type { ErrorRecord, JobRecord, PixelSize } from '../shared/state/diagnosticsSlice.ts';
import { startStopwatch } from './stopwatch.ts';

/** What is known of a photo that the engine holds. */
interface KnownPhoto {
  readonly size: PixelSize | null;
  /** Only to keep it out of the records. */
  readonly fileName: string;
}

const nobody: KnownPhoto = { size: null, fileName: '' };
const longestDetail = 300;

/**
 * The same engine; `tell` is called for every job that ends, with its error if it failed. `origin` is the
 * page's own, of whose addresses the paths may be told.
 */
export function recordJobs(
  engine: Cartoonizer,
  origin: string,
  tell: (job: JobRecord, error: ErrorRecord | null) => void,
): Cartoonizer {
  const photos = new Map<string, KnownPhoto>();
  let backend: BackendId | null = null;
  let started = 0;
  engine.onEvent((event) => {
    if (event.type === 'backend') backend = event.choice.id;
  });

  /** Runs a call and tells of it; `learn` is what only its result says. */
  async function record<Result>(
    { kind, styleId = null, photo = nobody }: JobFacts,
    options: CallOptions | undefined,
    call: (options: CallOptions) => Promise<Result>,
    learn: (result: Result) => Partial<JobRecord> = () => ({}),
  ): Promise<Result> {
    const id = ++started;
    const startedAt = Date.now();
    const stopwatch = startStopwatch(() => performance.now());
    const end = (outcome: JobRecord['outcome'], learnt: Partial<JobRecord>): JobRecord => {
      const { totalMs, stagesMs } = stopwatch.stop();
      return {
        id,
        kind,
        startedAt,
        totalMs,
        backend: engineCalls[kind].stages.includes('prepare') ? backend : null,
        photo: photo.size,
        styleId,
        isRecalled: false,
        outcome,
        ...learnt,
        // What the engine measured is exact; of fetching and preparing only the progress tells.
        stagesMs: { ...stagesMs, ...learnt.stagesMs },
      };
    };
    try {
      const result = await call({
        ...options,
        onProgress(progress) {
          stopwatch.hear(progress.stage);
          options?.onProgress?.(progress);
        },
      });
      tell(end('done', learn(result)), null);
      return result;
    } catch (error) {
      if (isAbort(error)) {
        tell(end('aborted', {}), null);
      } else {
        const { code, stage, detail } = toEngineError(error, 'prepare');
        const told = withoutTraces(detail, origin, photo.fileName);
        tell(end(code, {}), { jobId: id, at: Date.now(), kind, code, stage, detail: told });
      }
      throw error;
    }
  }

  /** A call as it is made, with what its arguments tell of it. */
  function recorded(name: Exclude<CallName, 'open' | 'frame'>) {
    const { takes } = engineCalls[name];
    const call = engine[name] as (...given: readonly unknown[]) => Promise<unknown>;
    return async (...given: readonly unknown[]): Promise<unknown> => {
      const { photo, styleId, recipe } = Object.fromEntries(
        takes.map((taken, index) => [taken, given[index]]),
      ) as { photo?: string; styleId?: string; recipe?: Recipe };
      return await record(
        {
          kind: name,
          styleId: styleId ?? recipe?.styleId ?? null,
          photo: photo === undefined ? undefined : photos.get(photo),
        },
        given[takes.length] as CallOptions | undefined,
        (own) => call(...given.slice(0, takes.length), own),
        (result) => (name === 'render' ? learnFromPreview(result as RenderResult) : {}),
      );
    };
  }

  // A camera's frames would leave no room for other jobs.
  const plain = callNames
    .filter((name) => name !== 'open' && name !== 'frame')
    .map((name) => [name, recorded(name)]);
  return {
    ...engine,
    ...(Object.fromEntries(plain) as PlainCalls),

    async open(blob, options) {
      const fileName = 'name' in blob ? String(blob.name) : '';
      return await record(
        { kind: 'open', photo: { size: null, fileName } },
        options,
        (own) => engine.open(blob, own),
        ({ photoId, width, height }) => {
          const size = { width, height };
          photos.set(photoId, { size, fileName });
          return { photo: size };
        },
      );
    },

    // The small pictures of a wall are one job.
    thumbnails: (photoId, order, options) =>
      record({ kind: 'thumbnail', photo: photos.get(photoId) }, options, (own) =>
        engine.thumbnails(photoId, order, own),
      ),

    release(photoId) {
      photos.delete(photoId);
      engine.release(photoId);
    },
  };
}

const learnFromPreview = ({ timingsMs, isRecalled }: RenderResult): Partial<JobRecord> => ({
  stagesMs: timingsMs,
  isRecalled,
});

interface JobFacts {
  readonly kind: JobRecord['kind'];
  readonly styleId?: string | null;
  readonly photo?: KnownPhoto | undefined;
}

/** An error's detail with nothing in it that tells of the photo or of any address but this site's paths. */
function withoutTraces(detail: string, origin: string, fileName: string): string {
  const nameless = fileName === '' ? detail : detail.replaceAll(fileName, '(file)');
  return nameless
    .replaceAll(/\b(?:blob|data|file):\S+/gi, '(address)')
    .replaceAll(/\b[a-z][a-z+.-]*:\/\/[^\s"')]+/gi, (address) =>
      address.startsWith(`${origin}/`) ? new URL(address).pathname : '(address)',
    )
    .slice(0, longestDetail);
}
