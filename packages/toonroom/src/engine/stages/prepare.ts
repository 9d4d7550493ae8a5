import type { ImageSegmenter } from '@mediapipe/tasks-vision';
import { visionModels } from '#domain/model/visionModels.ts';
import type { ManifestStyle } from '#domain/model/styleManifest.ts';
import type { BackendId, EngineSettings, OwnModel, Recipe } from '../contract.ts';
import type { JobRun } from '../jobs/jobRun.ts';
import { DownloadTally } from '../runtime/downloadTally.ts';
import { type Model, ModelLoader } from '../runtime/model.ts';
import { ModelStore } from '../runtime/modelStore.ts';
import { OwnModels, type OwnSession } from '../runtime/ownModels.ts';
import { type StyleEncoder, styleEncoderTask } from '../runtime/styleEncoder.ts';
import {
  segmenterFiles,
  segmenterTask,
  visionFiles,
  visionTasks,
  type VisionTasks,
} from '../runtime/visionTasks.ts';
import type { Ready } from './artwork.ts';

/** What a job is drawn with, each part once it is there. */
export interface Preparing extends Pick<Ready, 'style' | 'styles'> {
  readonly model: Promise<Model>;
  readonly vision: Promise<VisionTasks>;
  readonly ownModels: Promise<Ready['ownModels']>;
  /** Whether the model is there already. */
  readonly isReady: () => boolean;
}

/** Downloads the models and sets them up, each at its first use. */
export class ModelSetup {
  /** Holds the manifest, too. */
  readonly store: ModelStore;
  readonly ownModels = new OwnModels(() => this.plannedBackend());
  readonly #loader: ModelLoader;
  readonly #visionStore: ModelStore;
  readonly #vision: ReturnType<typeof visionTasks>;
  readonly #segmenter: ReturnType<typeof segmenterTask>;
  readonly #styleEncoder: ReturnType<typeof styleEncoderTask>;

  constructor(settings: EngineSettings) {
    const { assetBaseUrl, keepsModels } = settings;
    this.store = new ModelStore(new URL('models/', assetBaseUrl).href, keepsModels);
    // Faces are looked for first: while they are, the model's runtime is compiled.
    this.#loader = new ModelLoader(this.store, settings, () => this.#vision.settled());
    this.#visionStore = new ModelStore(new URL('mediapipe/', assetBaseUrl).href, keepsModels);
    this.#vision = visionTasks(this.#visionStore);
    this.#segmenter = segmenterTask(this.#visionStore);
    this.#styleEncoder = styleEncoderTask(this.store, () => this.plannedBackend());
  }

  /** The backend that will be tried first. */
  plannedBackend(): Promise<BackendId> {
    return this.#loader.plannedBackend();
  }

  /** Starts to set up the model and the face models, if this is their first use. */
  async start(
    run: JobRun,
    styleIds: readonly [string, ...string[]],
    own: Recipe['ownModels'] = {},
  ): Promise<Preparing> {
    const wanted = await Promise.all(styleIds.map((styleId) => this.#style(styleId, own)));
    const files = [...(await this.#loader.files()), ...visionFiles];
    const { hear } = new DownloadTally(run.events, files);
    const styles = new Map(wanted.map((style) => [style.id, style]));
    let isReady = false;
    const vision = run.wait(this.#vision.get(hear));
    const model = run.wait(this.#loader.get(hear)).then((loaded) => {
      run.events.backend(loaded.choice);
      isReady = true;
      return loaded;
    });
    const ownModels = run.wait(this.#ownSessions(styleIds, own));
    // All are awaited later; until then a failure must not be an unhandled rejection.
    for (const part of [vision, model, ownModels]) part.catch(() => undefined);
    return { styles, style: wanted[0]!, vision, model, ownModels, isReady: () => isReady };
  }

  /** The model and the face models. */
  async ready(
    run: JobRun,
    styleIds: readonly [string, ...string[]],
    own: Recipe['ownModels'] = {},
  ): Promise<Ready> {
    const { style, styles, ...parts } = await this.start(run, styleIds, own);
    const [model, vision, ownModels] = await Promise.all([
      parts.model,
      parts.vision,
      parts.ownModels,
    ]);
    return { model, vision, ownModels, style, styles };
  }

  /** A style of the manifest, or what a model of the user's own has instead. */
  async #style(styleId: string, own: Readonly<Record<string, OwnModel>>): Promise<ManifestStyle> {
    const model = own[styleId];
    if (!model) return await this.store.style(styleId);
    const [base] = (await this.store.manifest()).styles;
    return {
      ...base!,
      id: styleId,
      texture: { grain: 0, paper: 0 },
      ownReach: model.settings.reach,
    };
  }

  /** The models of the user's own among the styles, ready to run. */
  async #ownSessions(
    styleIds: readonly string[],
    own: Readonly<Record<string, OwnModel>>,
  ): Promise<Ready['ownModels']> {
    const sessions = new Map<string, OwnSession>();
    for (const id of styleIds) {
      const model = own[id];
      if (model) sessions.set(id, await this.ownModels.get(model));
    }
    return sessions;
  }

  /** What reads styles from pictures. */
  async styleEncoder(run: JobRun): Promise<StyleEncoder> {
    const { styleEncoder } = (await this.store.manifest()).model;
    const file = { name: styleEncoder.file, expectedBytes: styleEncoder.bytes };
    const { hear } = new DownloadTally(run.events, [file]);
    return await run.wait(this.#styleEncoder.get(hear));
  }

  /** The face models. */
  async vision(run: JobRun): Promise<VisionTasks> {
    const { hear } = new DownloadTally(run.events, visionFiles);
    return await run.wait(this.#vision.get(hear));
  }

  /** What finds people. */
  async segmenter(run: JobRun): Promise<ImageSegmenter> {
    const { hear } = new DownloadTally(run.events, segmenterFiles);
    return await run.wait(this.#segmenter.get(hear));
  }

  /** Keeps the segmenter's file on this device: it is small, and the device may be about to go offline. */
  async keepSegmenter(run: JobRun): Promise<void> {
    await run.wait(this.#visionStore.file(visionModels.segmenter, () => undefined));
  }
}
