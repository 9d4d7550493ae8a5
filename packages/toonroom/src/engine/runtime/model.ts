import { EngineError } from '#domain/job/errors.ts';
import { type ModelEntry, modelParts, type TensorNames } from '#domain/model/styleManifest.ts';
import {
  type BackendPlan,
  createSessions,
  type GraphFiles,
  judgeGpu,
  planBackend,
  releaseSessions,
  wasmThreads,
} from './backend.ts';
import { requireWebAssembly } from './capabilities.ts';
import type { BackendChoice, BackendId, BackendReason, EngineSettings } from '../contract.ts';
import { warmCache } from './download.ts';
import type { ExpectedFile, PrepareNews } from './downloadTally.ts';
import type { ModelStore } from './modelStore.ts';
import { ortFiles } from './runtimeFiles.ts';
import { type ModelSessions, readSelfTest, selfTestSteps } from './selfTestRun.ts';
import { SharedTask } from './sharedTask.ts';

type Tell = (news: PrepareNews) => void;

/** The model, ready to draw any style. */
export interface Model extends ModelSessions {
  readonly tensors: TensorNames;
  readonly choice: BackendChoice;
}

/** The model of this worker: downloaded and set up once, on the backend chosen once for all. */
export class ModelLoader {
  readonly #store: ModelStore;
  readonly #settings: EngineSettings;
  readonly #task: SharedTask<Model, PrepareNews>;
  readonly #untilTurn: () => Promise<void>;
  #plan: Promise<BackendPlan> | undefined;

  /** `untilTurn` is awaited once the files are there, before they are compiled; it never rejects. */
  constructor(store: ModelStore, settings: EngineSettings, untilTurn: () => Promise<void>) {
    this.#store = store;
    this.#settings = settings;
    this.#untilTurn = untilTurn;
    this.#task = new SharedTask((tell) => this.#create(tell));
  }

  /** The files that the first run needs, and how large they are. */
  async files(): Promise<readonly ExpectedFile[]> {
    const { model } = await this.#store.manifest();
    const { id } = await this.#choosePlan();
    const graphs = modelParts.map((part) => model.files[part]);
    return [
      ...graphs.map(({ file, bytes }) => ({ name: file, expectedBytes: bytes })),
      ortFiles[id].wasm,
    ];
  }

  /** @throws EngineError `NO_WASM`, `MODEL_UNREACHABLE`, `MODEL_CORRUPT`, `BACKEND_FAILED`, `OUT_OF_MEMORY`. */
  get(onNews: (news: PrepareNews) => void): Promise<Model> {
    return this.#task.get(onNews);
  }

  /** The backend that will be tried first. @throws EngineError `BACKEND_FAILED` as `get`. */
  async plannedBackend(): Promise<BackendId> {
    return (await this.#choosePlan()).id;
  }

  #choosePlan(): Promise<BackendPlan> {
    this.#plan ??= planBackend(this.#settings).catch((error: unknown) => {
      this.#plan = undefined;
      throw error;
    });
    return this.#plan;
  }

  async #create(tell: Tell): Promise<Model> {
    requireWebAssembly();
    const { model } = await this.#store.manifest();
    const plan = await this.#choosePlan();
    const { name, url } = ortFiles[plan.id].wasm;
    const report = (file: string) => (receivedBytes: number) =>
      tell({ kind: 'bytes', name: file, receivedBytes });
    const read = (part: (typeof modelParts)[number]): Promise<Uint8Array> =>
      this.#store.file(model.files[part], report(model.files[part].file));
    const [encoder, palette, mixer, fields, painter] = await Promise.all([
      read('encoder'),
      read('palette'),
      read('mixer'),
      read('fields'),
      read('painter'),
      warmCache(url, report(name)),
    ]);
    tell({ kind: 'downloaded' });
    await this.#untilTurn();
    const files = { encoder, palette, mixer, fields, painter };
    const { tensors } = model;
    return plan.id === 'webgpu'
      ? await this.#createOnGpu(model, files, plan.adapter, tell)
      : { tensors, ...(await createOnWasm(files, plan.reason, adapterOf(plan), tell)) };
  }

  /** WebGPU when it draws the stored picture and is no slower than WASM, else WASM from now on. */
  async #createOnGpu(
    entry: ModelEntry,
    files: GraphFiles,
    adapter: string,
    tell: Tell,
  ): Promise<Model> {
    const { tensors } = entry;
    const stored = readSelfTest(entry, await this.#store.file(entry.selfTest, () => undefined));
    const forced = this.#settings.backend === 'webgpu';
    let reason: BackendReason = 'selfTestFailed';
    let selfTestMaxDiff: number | undefined;
    let sessions: ModelSessions | undefined;
    const onStep = countSteps(tell, modelParts.length + selfTestSteps);
    try {
      sessions = await createSessions('webgpu', files, 1, onStep);
      const verdict = await judgeGpu(sessions, stored, files, !forced, onStep);
      selfTestMaxDiff = verdict.selfTestMaxDiff;
      if (!verdict.reason) {
        const choice = { id: 'webgpu', threads: 1, adapter, selfTestMaxDiff } as const;
        return {
          tensors,
          ...sessions,
          choice: { ...choice, reason: forced ? 'forced' : 'selfTestPassed' },
        };
      }
      reason = verdict.reason;
    } catch (error) {
      if (forced) throw error;
    }
    if (sessions) await releaseSessions(sessions);
    if (forced) {
      const detail = `the self-test differs by ${selfTestMaxDiff}`;
      throw new EngineError('BACKEND_FAILED', 'prepare', detail, { retryable: false });
    }
    this.#plan = Promise.resolve({ id: 'wasm', reason, adapter });
    const details = selfTestMaxDiff === undefined ? { adapter } : { adapter, selfTestMaxDiff };
    return { tensors, ...(await createOnWasm(files, reason, details, tell)) };
  }
}

/** Tells of one step more at each call. */
function countSteps(tell: Tell, total: number): () => void {
  let done = 0;
  return () => tell({ kind: 'prepared', done: ++done, total });
}

async function createOnWasm(
  files: GraphFiles,
  reason: BackendReason,
  details: Pick<BackendChoice, 'adapter' | 'selfTestMaxDiff'>,
  tell: Tell,
): Promise<ModelSessions & Pick<Model, 'choice'>> {
  const threads = reason === 'threadsLost' ? 1 : wasmThreads();
  const sessions = await createSessions(
    'wasm',
    files,
    threads,
    countSteps(tell, modelParts.length),
  );
  return { ...sessions, choice: { id: 'wasm', threads, reason, ...details } };
}

function adapterOf(plan: { readonly adapter?: string }): { adapter?: string } {
  return plan.adapter === undefined ? {} : { adapter: plan.adapter };
}
