import { isAbort, toEngineError } from '#domain/job/errors.ts';
import {
  type ColourRange,
  layouts,
  type OwnModelSettings,
  ranges,
} from '#domain/ownModel/ownModel.ts';
import { type Cartoonizer, createCartoonizer, type ModelTrial, type OwnModel } from '#sdk/index.ts';
import { heroSample } from '../../photo/samples.ts';
import { stemOf } from '../../shared/fileName.ts';
import { addresses } from '../../shared/handles.ts';
import type { ModelCandidate } from '../../shared/state/stylesSlice.ts';
import { getState, patch } from '../../shared/state/store.ts';
import { thumbnailOf } from '../../shared/thumbnails.ts';
import { setStyle } from '../settingsActions.ts';
import { addStyle, takenNames } from './ownStyles.ts';
import { freeName } from './ownStylesStored.ts';

// ONNX models that the user brings: looked at and tried in a worker of their own, which is ended when it hangs, so that
// the photo's worker never runs one that has not drawn a picture. Every action here answers by changing the store and
// never rejects.

/** A model that takes longer for a small picture would not be waited for. */
const patienceMs = 30_000;

/** What is being looked at. */
let file: Blob | null = null;
let id = '';
let thumbnail: Blob | null = null;
let worker: Cartoonizer | null = null;
let trials = 0;

/** Looks at a model file, guesses how it wants its picture and draws one; the user then keeps it or puts it away. */
export async function takeModel(chosen: File): Promise<void> {
  dropModel();
  patch('styles', { message: null });
  try {
    const report = await trialWorker().inspectModel(chosen);
    if (typeof report === 'string') {
      patch('styles', { message: { kind: 'modelFault', fault: report, fileName: chosen.name } });
      endWorker();
      return;
    }
    file = chosen;
    id = await idOf(chosen);
    const { header, settings } = report;
    const facts = { fileName: chosen.name, sizeBytes: chosen.size, header, settings };
    patch('styles', { candidate: { ...facts, pictureId: null, status: 'trying' } });
    await guessSettings(settings);
  } catch (error) {
    fail(error);
  }
}

/** Tries the model with other settings. */
export async function setModelSettings(change: Partial<OwnModelSettings>): Promise<void> {
  const { candidate } = getState().styles;
  if (!candidate) return;
  const settings = { ...candidate.settings, ...change };
  show({ settings, status: 'trying' });
  try {
    const trial = await tryWith(settings);
    if (trial) await showTrial(settings, trial);
  } catch (error) {
    fail(error);
  }
}

/** Makes the model a style and draws in it. */
export async function keepModel(): Promise<void> {
  const { candidate } = getState().styles;
  if (!candidate || !file) return;
  const name = freeName(stemOf(candidate.fileName).slice(0, 40), takenNames());
  const style = { id, names: { en: name, zh: name }, author: '', licence: '' };
  const ownModel = { file, settings: candidate.settings };
  const outcome = await addStyle({ ...style, savedAt: Date.now(), thumbnail, ownModel });
  patch('styles', {
    message: outcome === 'added' ? { kind: 'saved', name } : { kind: outcome },
  });
  if (outcome === 'tooMany') return;
  setStyle(id);
  dropModel();
}

/** Puts the model away. */
export function dropModel(): void {
  const { candidate } = getState().styles;
  trials += 1;
  patch('styles', { candidate: null });
  if (candidate && candidate.pictureId !== null) addresses.free(candidate.pictureId);
  file = null;
  thumbnail = null;
  endWorker();
}

/** The settings whose picture is the most plausible drawing. */
async function guessSettings(told: OwnModelSettings): Promise<void> {
  let best: { settings: OwnModelSettings; trial: ModelTrial } | undefined;
  let failure: unknown;
  for (const settings of candidates(told)) {
    try {
      const trial = await tryWith(settings);
      if (!trial) return best?.trial.bitmap.close();
      if (best && best.trial.plausibility >= trial.plausibility) trial.bitmap.close();
      else {
        best?.trial.bitmap.close();
        best = { settings, trial };
      }
    } catch (error) {
      failure = error;
      // What hangs, hangs with all settings.
      if (toEngineError(error, 'prepare').code !== 'OWN_MODEL_FAILED') break;
    }
  }
  if (best) await showTrial(best.settings, best.trial);
  else throw failure;
}

/** The layout that its header tells first, and every range of colours. */
function candidates(told: OwnModelSettings): readonly OwnModelSettings[] {
  const { header } = getState().styles.candidate!;
  const isTold = header.inputs.some(({ dims }) => dims.includes(3));
  const others = layouts.filter((layout) => layout !== told.layout);
  const tried = isTold ? [told.layout] : [told.layout, ...others];
  return tried.flatMap((layout) =>
    ranges.map((range: ColourRange) => ({ ...told, layout, range })),
  );
}

/** Null where another trial has begun or the model was put away. */
async function tryWith(settings: OwnModelSettings): Promise<ModelTrial | null> {
  const own = ++trials;
  const model: OwnModel = { id, file: file!, settings };
  const watchdog = new AbortController();
  const timer = setTimeout(() => {
    // It cannot be stopped, only ended.
    endWorker();
    watchdog.abort();
  }, patienceMs);
  try {
    const sample = await (await fetch(heroSample.url)).blob();
    const trial = await trialWorker().tryModel(model, sample, { signal: watchdog.signal });
    if (own === trials) return trial;
    trial.bitmap.close();
    return null;
  } catch (error) {
    if (own !== trials) return null;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function showTrial(settings: OwnModelSettings, { bitmap }: ModelTrial): Promise<void> {
  thumbnail = await thumbnailOf(bitmap);
  bitmap.close();
  show({ settings, status: 'drawn', pictureId: addresses.adopt(URL.createObjectURL(thumbnail)) });
}

function show(change: Partial<ModelCandidate>): void {
  const { candidate } = getState().styles;
  if (!candidate) return;
  if (candidate.pictureId !== null && 'pictureId' in change) addresses.free(candidate.pictureId);
  patch('styles', { candidate: { ...candidate, ...change } });
}

function fail(error: unknown): void {
  show({ status: isAbort(error) ? 'hung' : 'failed', pictureId: null });
  endWorker();
}

/** A worker for trials alone, without a graphics processor that a broken model could take along. */
function trialWorker(): Cartoonizer {
  worker ??= createCartoonizer({ backend: 'wasm' });
  return worker;
}

function endWorker(): void {
  worker?.close();
  worker = null;
}

async function idOf(model: Blob): Promise<string> {
  const bytes = await model.arrayBuffer();
  // Hashing exists in secure contexts only; elsewhere a name that no other model has will do.
  if (!isSecureContext) return `model-${Math.random().toString(36).slice(2, 10)}`;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const hex = Array.from(digest.subarray(0, 6), (byte) => byte.toString(16).padStart(2, '0'));
  return `model-${hex.join('')}`;
}
