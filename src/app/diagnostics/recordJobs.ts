import { isAbort, toEngineError } from '#domain/job/errors.ts';
import type { BackendId, CallOptions, Cartoonizer } from '#sdk/index.ts';
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
      const draws = kind !== 'styles' && kind !== 'open';
      return {
        id,
        kind,
        startedAt,
        totalMs,
        backend: draws ? backend : null,
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

  return {
    ...engine,
    styles: (options) => record({ kind: 'styles' }, options, (own) => engine.styles(own)),

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

    load: (styleId, options) =>
      record({ kind: 'load', styleId }, options, (own) => engine.load(styleId, own)),

    render: (photoId, recipe, options) =>
      record(
        { kind: 'render', styleId: recipe.styleId, photo: photos.get(photoId) },
        options,
        (own) => engine.render(photoId, recipe, own),
        ({ timingsMs, isRecalled }) => ({ stagesMs: timingsMs, isRecalled }),
      ),

    encode: (photoId, recipe, output, options) =>
      record(
        { kind: 'encode', styleId: recipe.styleId, photo: photos.get(photoId) },
        options,
        (own) => engine.encode(photoId, recipe, output, own),
      ),

    thumbnails: (photoId, order, options) =>
      record(
        { kind: 'thumbnails', photo: photos.get(photoId) },
        options,
        async (own) => await engine.thumbnails(photoId, order, own),
      ),

    closeUp: (photoId, recipe, widthPx, options) =>
      record(
        { kind: 'closeUp', styleId: recipe.styleId, photo: photos.get(photoId) },
        options,
        (own) => engine.closeUp(photoId, recipe, widthPx, own),
      ),

    release(photoId) {
      photos.delete(photoId);
      engine.release(photoId);
    },
  };
}

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
