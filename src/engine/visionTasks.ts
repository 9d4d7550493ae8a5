import type { FaceDetector, FaceLandmarker, ImageSegmenter } from '@mediapipe/tasks-vision';
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
  segmenter: { name: 'selfie_segmenter.tflite', expectedBytes: 249_984 },
} as const;

/** The files the tasks need, and how large they are. */
export const VISION_FILES: readonly ExpectedFile[] = [
  VISION_WASM,
  MODELS.shortRange,
  MODELS.fullRange,
  MODELS.landmarker,
];
/** What the segmenter needs beside them. */
export const SEGMENTER_FILES: readonly ExpectedFile[] = [MODELS.segmenter];

/** Loads the tasks once; `baseUrl` is the folder of the prepared models. */
export function visionTasks(baseUrl: string): SharedTask<VisionTasks, PrepareNews> {
  return new SharedTask(async (tell) => {
    const model = (file: ExpectedFile): Promise<Uint8Array> => downloadModel(baseUrl, file, tell);
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

/** Tells people from what lies behind them; loaded only where a background asks for it. */
export function segmenterTask(baseUrl: string): SharedTask<ImageSegmenter, PrepareNews> {
  return new SharedTask(async (tell) => {
    const model = await downloadModel(baseUrl, MODELS.segmenter, tell);
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

function downloadModel(
  baseUrl: string,
  { name }: ExpectedFile,
  tell: (news: PrepareNews) => void,
): Promise<Uint8Array> {
  return downloadFile(new URL(name, baseUrl).href, (receivedBytes) =>
    tell({ kind: 'bytes', name, receivedBytes }),
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
    files: { wasmLoaderPath: '', wasmBinaryPath: VISION_WASM.url },
    /** The library takes the factory from the global scope and clears it with every task it creates. */
    provideFactory: (): void => {
      Object.assign(globalThis, { ModuleFactory: factory.default });
    },
  };
}
