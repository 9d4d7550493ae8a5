import { EngineError } from '#domain/errors.ts';
import type { StyleEntry } from '#domain/styleManifest.ts';
import {
  agrees,
  createWasmSession,
  createWebGpuSession,
  planBackend,
  type BackendPlan,
  type ReadySession,
} from './backend.ts';
import type { BackendId, BackendReason, EngineSettings } from './contract.ts';
import { warmCache } from './download.ts';
import type { ExpectedFile, PrepareNews } from './downloadTally.ts';
import type { ModelStore } from './modelStore.ts';
import { ORT_FILES } from './runtimeFiles.ts';
import { SharedTask } from './sharedTask.ts';

/** A style whose model is ready to draw. */
export interface Generator extends ReadySession {
  readonly style: StyleEntry;
}

/** The generators of this worker, one session per model file, on the backend chosen once for all. */
export class Generators {
  readonly #store: ModelStore;
  readonly #settings: EngineSettings;
  /** By the model's hash: styles that share a network share its session. */
  readonly #tasks = new Map<string, SharedTask<ReadySession, PrepareNews>>();
  #plan: Promise<BackendPlan> | undefined;

  constructor(store: ModelStore, settings: EngineSettings) {
    this.#store = store;
    this.#settings = settings;
  }

  /** The files a style needs before its first run, and how large they are. */
  async files(style: StyleEntry): Promise<readonly ExpectedFile[]> {
    const { id } = await this.#choosePlan();
    return [{ name: style.file, expectedBytes: style.bytes }, ORT_FILES[id].wasm];
  }

  /** @throws EngineError `MODEL_UNREACHABLE`, `MODEL_CORRUPT`, `BACKEND_FAILED`, `OUT_OF_MEMORY`. */
  async get(style: StyleEntry, onNews: (news: PrepareNews) => void): Promise<Generator> {
    let task = this.#tasks.get(style.sha256);
    if (!task) {
      task = new SharedTask((tell) => this.#create(style, tell));
      this.#tasks.set(style.sha256, task);
    }
    return { style, ...(await task.get(onNews)) };
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

  async #create(style: StyleEntry, tell: (news: PrepareNews) => void): Promise<ReadySession> {
    const plan = await this.#choosePlan();
    const { name, url } = ORT_FILES[plan.id].wasm;
    const report = (file: string) => (receivedBytes: number) =>
      tell({ kind: 'bytes', name: file, receivedBytes });
    const [model] = await Promise.all([
      this.#store.file(style, report(style.file)),
      warmCache(url, report(name)),
    ]);
    tell({ kind: 'downloaded' });
    return plan.id === 'webgpu'
      ? await this.#createOnGpu(style, model, plan.adapter)
      : await createWasmSession(model, plan.reason, adapterOf(plan));
  }

  /** WebGPU when it draws the stored picture, else WASM from now on. */
  async #createOnGpu(style: StyleEntry, model: Uint8Array, adapter: string): Promise<ReadySession> {
    const selfTest = await this.#store.file(style.selfTest, () => undefined);
    const forced = this.#settings.backend === 'webgpu';
    let reason: BackendReason = 'selfTestFailed';
    let selfTestMaxDiff: number | undefined;
    try {
      const { session, maxDiff } = await createWebGpuSession(style, model, selfTest);
      if (agrees(maxDiff)) {
        reason = forced ? 'forced' : 'selfTestPassed';
        const choice = {
          id: 'webgpu',
          threads: 1,
          reason,
          adapter,
          selfTestMaxDiff: maxDiff,
        } as const;
        return { session, choice };
      }
      reason = 'selfTestDiffers';
      selfTestMaxDiff = maxDiff;
      await session.release();
    } catch (error) {
      if (forced) throw error;
    }
    if (forced) {
      const detail = `the self-test differs by ${selfTestMaxDiff}`;
      throw new EngineError('BACKEND_FAILED', 'prepare', detail, { retryable: false });
    }
    this.#plan = Promise.resolve({ id: 'wasm', reason, adapter });
    const details = selfTestMaxDiff === undefined ? { adapter } : { adapter, selfTestMaxDiff };
    return await createWasmSession(model, reason, details);
  }
}

function adapterOf(plan: { readonly adapter?: string }): { adapter?: string } {
  return plan.adapter === undefined ? {} : { adapter: plan.adapter };
}
