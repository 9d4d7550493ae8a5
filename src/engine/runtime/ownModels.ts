import { EngineError } from '#domain/job/errors.ts';
import type { OwnModelSettings } from '#domain/ownModel/ownModel.ts';
import type { Tensor } from '#domain/picture/tensor.ts';
import type { BackendId, OwnModel } from '../contract.ts';
import { createProcessorSession, wasmThreads } from './backend.ts';
import type { GraphSession } from './session.ts';

/** A model of the user's own, ready to run. */
export interface OwnSession {
  readonly settings: OwnModelSettings;
  /** @throws EngineError `OWN_MODEL_FAILED`. */
  run(picture: Tensor): Promise<Tensor>;
}

/** The models that users bring. One is kept ready: they are large. */
export class OwnModels {
  readonly #plannedBackend: () => Promise<BackendId>;
  #kept: { readonly id: string; readonly session: Promise<GraphSession> } | undefined;

  constructor(plannedBackend: () => Promise<BackendId>) {
    this.#plannedBackend = plannedBackend;
  }

  /** @throws EngineError `OWN_MODEL_FAILED`. */
  async get({ id, file, settings }: OwnModel): Promise<OwnSession> {
    const session = await this.#sessionOf(id, file);
    const { input, output } = settings;
    return {
      settings,
      run: async (picture) => {
        const results = await guarded(() => session.run({ [input]: picture }, [output]));
        return results[output]!;
      },
    };
  }

  async #sessionOf(id: string, file: Blob): Promise<GraphSession> {
    if (this.#kept?.id !== id) {
      const older = this.#kept?.session;
      const session = guarded(async () => {
        const graph = new Uint8Array(await file.arrayBuffer());
        return await createProcessorSession(await this.#plannedBackend(), graph, wasmThreads());
      });
      this.#kept = { id, session };
      session.catch(() => {
        if (this.#kept?.session === session) this.#kept = undefined;
      });
      await older?.then((old) => old.release()).catch(() => undefined);
    }
    return await this.#kept.session;
  }
}

/** What goes wrong in a foreign model is not the engine's failure: the same call would fail again. */
async function guarded<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new EngineError('OWN_MODEL_FAILED', 'face', detail, { retryable: false });
  }
}
