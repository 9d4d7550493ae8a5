import { toEngineError } from '#domain/job/errors.ts';
import { stylesOf } from '#domain/job/recipe.ts';
import { addRequests, countRequests, type RequestCount } from '#domain/job/requests.ts';
import {
  type BackendPreference,
  type Cartoonizer,
  type CartoonizerOptions,
  type Output,
  type Recipe,
} from '#sdk/index.ts';
import { createOwnCartoonizer } from './cartoonizer.ts';
import { withJob } from '../shared/state/diagnosticsSlice.ts';
import { backdrops, ownModels } from '../shared/handles.ts';
import type { Problem } from '../shared/state/jobSlice.ts';
import { PageError } from '../shared/pageError.ts';
import type { OpenedPhoto } from '../shared/state/photoSlice.ts';
import { recordJobs } from '../diagnostics/recordJobs.ts';
import { isKnownStyle, isOwnModel, ownStylesRead } from '../shared/styleEntries.ts';
import { firstStyleId, type OutputFormat } from '../shared/state/settingsSlice.ts';
import { getState, patch } from '../shared/state/store.ts';

// The only owner of the engine: everything that draws asks for it here.

/** Shares of the waiting time of open and render; the latter also fetches what it needs. */
export const developWeights = [1, 9] as const;

const jpegQuality = 0.92;

const webpQuality = 0.9;

let cartoonizer: Cartoonizer | null = null;
let engineOptions: Pick<CartoonizerOptions, 'keepsModels'> = {};

/** How the engine is to be started; to be called before it is first used. */
export function configureEngine(options: typeof engineOptions): void {
  engineOptions = options;
}

export function engine(): Cartoonizer {
  if (!cartoonizer) {
    const plain = createOwnCartoonizer({ ...engineOptions, backend: wantedBackend() });
    cartoonizer = recordJobs(plain, location.origin, (job, error) =>
      patch('diagnostics', withJob(getState().diagnostics, job, error)),
    );
    cartoonizer.onEvent((event) => {
      if (event.type === 'backend') patch('device', { backend: event.choice });
    });
  }
  return cartoonizer;
}

/** `?backend=wasm` or `?backend=webgpu` in the address forces a backend, for comparing the two. */
function wantedBackend(): BackendPreference {
  const wanted = new URLSearchParams(location.search).get('backend');
  return wanted === 'wasm' || wanted === 'webgpu' ? wanted : 'auto';
}

/** Starts fetching what a drawing needs, once somebody is about to choose a photo. */
export async function warmUp(): Promise<void> {
  try {
    await loadModel();
  } catch {
    // The drawing itself meets the same failure and tells it.
  }
}

/** Fetches what draws every style; it stays on this device. Rejects when it cannot be had. */
export async function loadModel(): Promise<void> {
  await ensureStyleId();
  // All styles are drawn by one model.
  await engine().load(getState().device.styles[0]!.id);
}

/** Requests of the page and of the engine since they started. */
export async function countAllRequests(): Promise<RequestCount> {
  const urls = performance.getEntriesByType('resource').map(({ name }) => name);
  const ofPage = countRequests([location.href, ...urls], location.origin);
  return cartoonizer ? addRequests(ofPage, await cartoonizer.requests()) : ofPage;
}

/** The recipe with the files that it names, for the engine. */
export function withFile(recipe: Recipe): Recipe {
  const pictureId = recipe.backdrop?.pictureId;
  const backdropFile = pictureId === undefined ? undefined : backdrops.get(pictureId);
  const models = stylesOf(recipe).flatMap((id) => ownModels.get(id) ?? []);
  return {
    ...recipe,
    ...(backdropFile && { backdropFile }),
    ...(models.length > 0 && {
      ownModels: Object.fromEntries(models.map((model) => [model.id, model])),
    }),
  };
}

export function outputOf(format: OutputFormat): Output {
  return {
    format,
    quality: format === 'webp' ? webpQuality : jpegQuality,
    metadata: getState().settings.keepsCameraData ? 'camera' : 'none',
  };
}

/** The id of the chosen style; where none or an unknown one is chosen, of the one that people see first. */
export async function ensureStyleId(signal?: AbortSignal): Promise<string> {
  let { styles } = getState().device;
  if (styles.length === 0) {
    styles = await engine().styles(signal ? { signal } : {});
    patch('device', { styles });
  }
  const wanted = getState().settings.styleId;
  // A model may still be on its way from this device's storage.
  if (wanted !== null && isOwnModel(wanted)) await ownStylesRead;
  const known = (id: string | null): string | undefined =>
    id !== null && isKnownStyle(getState(), id) ? id : undefined;
  const styleId = known(wanted) ?? known(firstStyleId) ?? styles[0]?.id;
  if (styleId === undefined) throw new Error('The manifest names no style.');
  if (styleId !== wanted) patch('settings', { styleId });
  return styleId;
}

export function toProblem(error: unknown): Problem {
  if (error instanceof PageError) return { code: error.code, retryable: false };
  const { code, retryable, subject } = toEngineError(error, 'prepare');
  return { code, retryable, subject };
}

/** Frees the photo in the worker too; one that is gone holds nothing any more. */
export function forget(photo: OpenedPhoto | null): void {
  if (photo) engine().release(photo.photoId);
}
