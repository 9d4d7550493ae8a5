import { EngineError } from '#domain/job/errors.ts';
import type { OwnModelSettings } from '#domain/ownModel/ownModel.ts';
import type { Tensor } from '#domain/picture/tensor.ts';
import type { BackendId, OwnModel } from '../contract.ts';
import { createProcessorSession, ortFor, wasmThreads } from './backend.ts';
import type { GraphSession } from './session.ts';

/** A model of the user's own, ready to run. */
export interface OwnSession {
  readonly settings: OwnModelSettings;
  /** @throws EngineError `OWN_MODEL_FAILED`, `OUT_OF_MEMORY`. */
  run(picture: Tensor): Promise<Tensor>;
}

/** As many are kept ready: they are large. */
const mostSessions = 2;

/** The models that users bring. One that had to go for others is set up again at its next run. */
export class OwnModels {
  readonly #plannedBackend: () => Promise<BackendId>;
  /** The one used last stands last. */
  readonly #sessions = new Map<string, Promise<GraphSession>>();

  constructor(plannedBackend: () => Promise<BackendId>) {
    this.#plannedBackend = plannedBackend;
  }

  /** @throws EngineError `OWN_MODEL_FAILED`, and those of loading the runtime. */
  async get(model: OwnModel): Promise<OwnSession> {
    await this.#sessionOf(model);
    const { settings } = model;
    return {
      settings,
      run: async (picture) => {
        const session = await this.#sessionOf(model);
        const feeds = { [settings.input]: picture };
        const results = await guarded(() => session.run(feeds, [settings.output]));
        return results[settings.output]!;
      },
    };
  }

  async #sessionOf({ id, file }: OwnModel): Promise<GraphSession> {
    const session = this.#sessions.get(id) ?? this.#create(file);
    this.#sessions.delete(id);
    this.#sessions.set(id, session);
    session.catch(() => {
      if (this.#sessions.get(id) === session) this.#sessions.delete(id);
    });
    for (const [other, old] of this.#sessions) {
      if (this.#sessions.size <= mostSessions) break;
      this.#sessions.delete(other);
      // Runs and releases take turns: what it is computing now is finished first.
      void old.then((unused) => unused.release()).catch(() => undefined);
    }
    return await session;
  }

  async #create(file: Blob): Promise<GraphSession> {
    const backend = await this.#plannedBackend();
    // A runtime that cannot be loaded is not the model's fault.
    await ortFor(backend, wasmThreads());
    return await guarded(async () => {
      const graph = new Uint8Array(await file.arrayBuffer());
      return await createProcessorSession(backend, graph, wasmThreads());
    });
  }
}

/** What goes wrong in a foreign model is not the engine's failure: the same call would fail again. */
async function guarded<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    // After that the runtime cannot be trusted: its worker is replaced.
    if (error instanceof EngineError && error.code === 'OUT_OF_MEMORY') throw error;
    const detail = error instanceof Error ? error.message : String(error);
    throw new EngineError('OWN_MODEL_FAILED', 'face', detail, { retryable: false });
  }
}
