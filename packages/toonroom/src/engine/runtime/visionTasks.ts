import type { FaceDetector, FaceLandmarker, ImageSegmenter } from '@mediapipe/tasks-vision';
import type { ModelFile } from '#domain/model/styleManifest.ts';
import { visionModels } from '#domain/model/visionModels.ts';
import { backendFailure } from './backendFailure.ts';
import { requireWebAssembly, requireWebGl } from './capabilities.ts';
import type { Stage } from '../contract.ts';
import { warmCache } from './download.ts';
import type { ExpectedFile, PrepareNews } from './downloadTally.ts';
import { runtimeGate } from '../jobs/gate.ts';
import type { ModelStore } from './modelStore.ts';
import { visionWasm } from './runtimeFiles.ts';
import { SharedTask } from './sharedTask.ts';

/** MediaPipe's tasks, on the CPU: their answers must not depend on the graphics driver. */
export interface VisionTasks {
  /** Sees large faces, turned ones too. */
  readonly shortRange: FaceDetector;
  /** Sees faces down to 1/16 of the picture. */
  readonly fullRange: FaceDetector;
  readonly landmarker: FaceLandmarker;
}

const expected = ({ file, bytes }: ModelFile): ExpectedFile => ({
  name: file,
  expectedBytes: bytes,
});

/** The files the tasks need, and how large they are. */
export const visionFiles: readonly ExpectedFile[] = [
  visionWasm,
  expected(visionModels.shortRange),
  expected(visionModels.fullRange),
  expected(visionModels.landmarker),
];
/** What the segmenter needs beside them. */
export const segmenterFiles: readonly ExpectedFile[] = [expected(visionModels.segmenter)];

/** Loads the tasks once; `store` is of the prepared models' folder. */
export function visionTasks(store: ModelStore): SharedTask<VisionTasks, PrepareNews> {
  return new SharedTask(async (tell) => {
    requireWebAssembly();
    requireWebGl();
    const model = (file: ModelFile): Promise<Uint8Array> => readModel(store, file, tell);
    const [shortRange, fullRange, landmarker] = await Promise.all([
      model(visionModels.shortRange),
      model(visionModels.fullRange),
      model(visionModels.landmarker),
      warmCache(visionWasm.url, (receivedBytes) =>
        tell({ kind: 'bytes', name: visionWasm.name, receivedBytes }),
      ),
    ]);
    tell({ kind: 'downloaded' });
    return await runtimeGate.run(async () => {
      try {
        return await createTasks(shortRange, fullRange, landmarker);
      } catch (error) {
        throw backendFailure('prepare', error);
      }
    });
  });
}

/** Tells people from what lies behind them; loaded only where a background asks for it. */
export function segmenterTask(store: ModelStore): SharedTask<ImageSegmenter, PrepareNews> {
  return new SharedTask(async (tell) => {
    const model = await readModel(store, visionModels.segmenter, tell);
    tell({ kind: 'downloaded' });
    return await runtimeGate.run(async () => {
      try {
        const { vision, files, provideFactory } = await loadVision();
        provideFactory();
        return await vision.ImageSegmenter.createFromOptions(files, {
          ...optionsOf(model),
          outputConfidenceMasks: true,
          outputCategoryMask: false,
        });
      } catch (error) {
        throw backendFailure('prepare', error);
      }
    });
  });
}

function readModel(
  store: ModelStore,
  spec: ModelFile,
  tell: (news: PrepareNews) => void,
): Promise<Uint8Array> {
  return store.file(spec, (receivedBytes) =>
    tell({ kind: 'bytes', name: spec.file, receivedBytes }),
  );
}

/** What `detect`, a run of a task, sees. @throws EngineError `BACKEND_FAILED`, `OUT_OF_MEMORY`. */
export function look<T>(stage: Stage, detect: () => T): T {
  try {
    return detect();
  } catch (error) {
    throw backendFailure(stage, error);
  }
}

async function createTasks(
  shortRange: Uint8Array,
  fullRange: Uint8Array,
  landmarker: Uint8Array,
): Promise<VisionTasks> {
  const { vision, files, provideFactory } = await loadVision();
  provideFactory();
  const short = await vision.FaceDetector.createFromOptions(files, optionsOf(shortRange));
  provideFactory();
  const full = await vision.FaceDetector.createFromOptions(files, optionsOf(fullRange));
  provideFactory();
  const marks = await vision.FaceLandmarker.createFromOptions(files, {
    ...optionsOf(landmarker),
    numFaces: 1,
  });
  return { shortRange: short, fullRange: full, landmarker: marks };
}

const optionsOf = (modelAssetBuffer: Uint8Array) =>
  ({ baseOptions: { modelAssetBuffer, delegate: 'CPU' }, runningMode: 'IMAGE' }) as const;

async function loadVision() {
  const [vision, factory] = await Promise.all([
    import('@mediapipe/tasks-vision'),
    import('@mediapipe/tasks-vision/vision_wasm_module_internal.js'),
  ]);
  return {
    vision,
    files: { wasmLoaderPath: '', wasmBinaryPath: visionWasm.url },
    /** The library takes the factory from the global scope and clears it with every task it creates. */
    provideFactory: (): void => {
      Object.assign(globalThis, { ModuleFactory: factory.default });
    },
  };
}
