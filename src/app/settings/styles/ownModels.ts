import { toEngineError } from '#domain/job/errors.ts';
import { layouts, type OwnModelSettings, ranges } from '#domain/ownModel/ownModel.ts';
import type { Cartoonizer, ModelTrial } from '#sdk/index.ts';
import { createOwnCartoonizer } from '../../photo/cartoonizer.ts';
import { toProblem } from '../../photo/engine.ts';
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
const patienceMs = 20_000;

/** A model that is being looked at, with the worker that tries it. */
interface Trial {
  readonly file: File;
  readonly worker: Cartoonizer;
  /** Counts the trials, so that a late picture is not shown for newer settings. */
  turn: number;
  hasHung: boolean;
  thumbnail: Blob | null;
}

let current: Trial | null = null;

/** Looks at a model file, guesses how it wants its picture and draws one; the user then keeps it or puts it away. */
export async function takeModel(file: File): Promise<void> {
  dropModel();
  patch('styles', { message: null });
  // Without a graphics processor, which a broken model could take along.
  const trial: Trial = {
    file,
    worker: createOwnCartoonizer({ backend: 'wasm' }),
    turn: 0,
    hasHung: false,
    thumbnail: null,
  };
  current = trial;
  try {
    const report = await trial.worker.inspectModel(file);
    if (current !== trial) return;
    if (typeof report === 'string') {
      patch('styles', { message: { kind: 'modelFault', fault: report, fileName: file.name } });
      dropModel();
      return;
    }
    const { header, settings } = report;
    const facts = { fileName: file.name, sizeBytes: file.size, header, settings };
    patch('styles', { candidate: { ...facts, pictureId: null, status: 'trying' } });
    await guessSettings(trial, candidatesOf({ ...facts, pictureId: null, status: 'trying' }));
  } catch (error) {
    fail(trial, error);
  }
}

/** Tries the model with other settings. */
export async function setModelSettings(change: Partial<OwnModelSettings>): Promise<void> {
  const { candidate } = getState().styles;
  const trial = current;
  if (!candidate || !trial) return;
  const settings = { ...candidate.settings, ...change };
  // What it draws of the sample does not depend on where it draws in photos.
  if ('reach' in change) return show(trial, { settings });
  show(trial, { settings, status: 'trying' });
  try {
    const drawn = await tryWith(trial, settings);
    if (drawn) await showDrawn(trial, settings, drawn);
  } catch (error) {
    fail(trial, error);
  }
}

/** Makes the model a style, for this visit or for good, and draws in it. */
export async function keepModel(isForGood: boolean): Promise<void> {
  const { candidate } = getState().styles;
  const trial = current;
  if (!candidate || !trial || candidate.status !== 'drawn') return;
  show(trial, { status: 'keeping' });
  try {
    const { file, thumbnail } = trial;
    const { settings } = candidate;
    const id = await idOf(file, settings);
    if (!getState().styles.own.some((own) => own.id === id)) {
      const name = freeName(stemOf(file.name).slice(0, 40), takenNames());
      const style = { id, names: { en: name, zh: name }, author: '', licence: '' };
      const ownModel = { file, settings };
      const whole = { ...style, savedAt: Date.now(), thumbnail, ownModel };
      const outcome = await addStyle(whole, isForGood);
      patch('styles', {
        message: outcome === 'added' ? { kind: 'saved', name } : { kind: outcome },
      });
      if (outcome === 'tooMany') return show(trial, { status: 'drawn' });
    }
    setStyle(id);
    if (current === trial) dropModel();
  } catch (error) {
    fail(trial, error);
  }
}

/** Puts the model away. */
export function dropModel(): void {
  const { candidate } = getState().styles;
  current?.worker.close();
  current = null;
  patch('styles', { candidate: null });
  if (candidate && candidate.pictureId !== null) addresses.free(candidate.pictureId);
}

/** The layout that its header tells first, and every range of colours. */
function candidatesOf({ header, settings }: ModelCandidate): readonly OwnModelSettings[] {
  const isTold = header.inputs.some(({ dims }) => dims.includes(3));
  const others = layouts.filter((layout) => layout !== settings.layout);
  const tried = isTold ? [settings.layout] : [settings.layout, ...others];
  return tried.flatMap((layout) => ranges.map((range) => ({ ...settings, layout, range })));
}

/** Shows the settings whose picture is the most plausible drawing. */
async function guessSettings(trial: Trial, tried: readonly OwnModelSettings[]): Promise<void> {
  let best: { settings: OwnModelSettings; drawn: ModelTrial } | undefined;
  let failure: unknown;
  for (const settings of tried) {
    try {
      const drawn = await tryWith(trial, settings);
      if (!drawn) return best?.drawn.bitmap.close();
      if (best && best.drawn.plausibility >= drawn.plausibility) drawn.bitmap.close();
      else {
        best?.drawn.bitmap.close();
        best = { settings, drawn };
      }
    } catch (error) {
      failure = error;
      // Only a model that cannot draw with some settings may do with others.
      if (toEngineError(error, 'prepare').code !== 'OWN_MODEL_FAILED') break;
    }
  }
  if (best) await showDrawn(trial, best.settings, best.drawn);
  else throw failure;
}

/** Null where another trial has begun or the model was put away. */
async function tryWith(trial: Trial, settings: OwnModelSettings): Promise<ModelTrial | null> {
  const turn = ++trial.turn;
  const isCurrent = (): boolean => current === trial && trial.turn === turn;
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const response = await fetch(heroSample.url);
    const model = { id: 'model-candidate', file: trial.file, settings };
    const drawn = await trial.worker.tryModel(model, await response.blob(), {
      onProgress({ stage }) {
        // Downloads are not the model's fault.
        if (stage === 'download' || timer !== undefined) return;
        timer = setTimeout(() => {
          // It cannot be stopped, only ended with its worker.
          trial.hasHung = true;
          trial.worker.close();
        }, patienceMs);
      },
    });
    if (isCurrent()) return drawn;
    drawn.bitmap.close();
    return null;
  } catch (error) {
    if (!isCurrent()) return null;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function showDrawn(
  trial: Trial,
  settings: OwnModelSettings,
  { bitmap }: ModelTrial,
): Promise<void> {
  const thumbnail = await thumbnailOf(bitmap).finally(() => bitmap.close());
  trial.thumbnail = thumbnail;
  const pictureId = addresses.adopt(URL.createObjectURL(thumbnail));
  if (current === trial) show(trial, { settings, status: 'drawn', pictureId });
  else addresses.free(pictureId);
}

function show(trial: Trial, change: Partial<ModelCandidate>): void {
  const { candidate } = getState().styles;
  if (!candidate || current !== trial) return;
  if (candidate.pictureId !== null && 'pictureId' in change) addresses.free(candidate.pictureId);
  patch('styles', { candidate: { ...candidate, ...change } });
}

function fail(trial: Trial, error: unknown): void {
  if (current !== trial) return;
  const { code } = toEngineError(error, 'prepare');
  if (trial.hasHung) show(trial, { status: 'hung', pictureId: null });
  else if (code === 'OWN_MODEL_FAILED') show(trial, { status: 'failed', pictureId: null });
  else {
    // Neither the model nor its settings: the file cannot be read, or the runtime not be loaded.
    dropModel();
    patch('styles', { message: { kind: 'problem', problem: toProblem(error) } });
  }
}

/** Names the file and how it is drawn with: with other settings it is another style. */
async function idOf(model: Blob, settings: OwnModelSettings): Promise<string> {
  // Hashing exists in secure contexts only; elsewhere a name that no other model has will do.
  if (!isSecureContext) return `model-${Math.random().toString(36).slice(2, 10)}`;
  const words = new TextEncoder().encode(JSON.stringify(settings));
  const bytes = await new Blob([await model.arrayBuffer(), words]).arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const hex = Array.from(digest.subarray(0, 6), (byte) => byte.toString(16).padStart(2, '0'));
  return `model-${hex.join('')}`;
}
