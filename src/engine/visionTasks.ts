import type { FaceDetector, FaceLandmarker } from '@mediapipe/tasks-vision';
import { backendFailure } from './backendFailure.ts';
import type { Stage } from './contract.ts';
import { downloadFile, warmCache } from './download.ts';
import type { ExpectedFile, PrepareNews } from './downloadTally.ts';
import { runtimeGate } from './gate.ts';
import { VISION_WASM } from './runtimeFiles.ts';
import { SharedTask } from './sharedTask.ts';

/** MediaPipe's tasks, on the CPU: their answers must not depend on the graphics driver. */
export interface VisionTasks {
  /** Sees large faces, turned ones too. */
  readonly shortRange: FaceDetector;
  /** Sees faces down to 1/16 of the picture. */
  readonly fullRange: FaceDetector;
  readonly landmarker: FaceLandmarker;
}

const MODELS = {
  shortRange: { name: 'face_detector_short_range.tflite', expectedBytes: 229_928 },
  fullRange: { name: 'face_detector_full_range.tflite', expectedBytes: 1_085_328 },
  landmarker: { name: 'face_landmarker.task', expectedBytes: 2_762_976 },
} as const;

/** The files the tasks need, and how large they are. */
export const VISION_FILES: readonly ExpectedFile[] = [VISION_WASM, ...Object.values(MODELS)];

/** Loads the tasks once; `baseUrl` is the folder of the prepared models. */
export function visionTasks(baseUrl: string): SharedTask<VisionTasks, PrepareNews> {
  return new SharedTask(async (tell) => {
    const model = ({ name }: ExpectedFile): Promise<Uint8Array> =>
      downloadFile(new URL(name, baseUrl).href, (receivedBytes) =>
        tell({ kind: 'bytes', name, receivedBytes }),
      );
    const [shortRange, fullRange, landmarker] = await Promise.all([
      model(MODELS.shortRange),
      model(MODELS.fullRange),
      model(MODELS.landmarker),
      warmCache(VISION_WASM.url, (receivedBytes) =>
        tell({ kind: 'bytes', name: VISION_WASM.name, receivedBytes }),
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
  const [vision, factory] = await Promise.all([
    import('@mediapipe/tasks-vision'),
    import('@mediapipe/tasks-vision/vision_wasm_module_internal.js'),
  ]);
  const files = { wasmLoaderPath: '', wasmBinaryPath: VISION_WASM.url };
  const base = (modelAssetBuffer: Uint8Array) =>
    ({ baseOptions: { modelAssetBuffer, delegate: 'CPU' }, runningMode: 'IMAGE' }) as const;
  // The library takes the factory from the global scope and clears it with every task it creates.
  const provideFactory = (): void => {
    Object.assign(globalThis, { ModuleFactory: factory.default });
  };
  provideFactory();
  const short = await vision.FaceDetector.createFromOptions(files, base(shortRange));
  provideFactory();
  const full = await vision.FaceDetector.createFromOptions(files, base(fullRange));
  provideFactory();
  const marks = await vision.FaceLandmarker.createFromOptions(files, {
    ...base(landmarker),
    numFaces: 1,
  });
  return { shortRange: short, fullRange: full, landmarker: marks };
}
