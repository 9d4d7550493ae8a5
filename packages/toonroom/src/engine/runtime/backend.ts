import type * as Ort from 'onnxruntime-web';
import { EngineError } from '#domain/job/errors.ts';
import type { SelfTest } from '#domain/model/selfTest.ts';
import type { ModelPart } from '#domain/model/styleManifest.ts';
import type { BackendId, BackendReason, EngineSettings } from '../contract.ts';
import { takesSoftwareAdapter } from './faults.ts';
import { ortFiles } from './runtimeFiles.ts';
import { type ModelSessions, selfTestMaxDiff, timedInputs, warmRunMs } from './selfTestRun.ts';
import { createSession, type GraphSession, loadOrt } from './session.ts';

/** Graphics processors round differently; beyond this the picture is another one. Unit. */
const selfTestTolerance = 0.02;

/** The backend to try first, and why WebGPU is not it or which adapter it would use. */
export type BackendPlan =
  | { readonly id: 'webgpu'; readonly adapter: string }
  | { readonly id: 'wasm'; readonly reason: BackendReason; readonly adapter?: string };

/** The bytes of the model's graphs. */
export type GraphFiles = Readonly<Record<ModelPart, Uint8Array>>;

/** Threads of the WASM backend: shared memory needs an isolated page. */
export function wasmThreads(): number {
  return globalThis.crossOriginIsolated ? Math.min(4, navigator.hardwareConcurrency) : 1;
}

/** Asks the browser what it has; downloads nothing. */
export async function planBackend(settings: EngineSettings): Promise<BackendPlan> {
  if (settings.fallback === 'oneThread') return { id: 'wasm', reason: 'threadsLost' };
  if (settings.fallback === 'noGpu') return { id: 'wasm', reason: 'gpuLost' };
  if (settings.backend === 'wasm') return { id: 'wasm', reason: 'forced' };
  const forced = settings.backend === 'webgpu';
  if (!('gpu' in navigator)) return refuse(forced, 'noWebGpu');
  if (!('Suspending' in WebAssembly)) return refuse(forced, 'noJspi');
  const adapter = await navigator.gpu
    .requestAdapter({ powerPreference: 'high-performance' })
    .catch(() => null);
  if (!adapter) return refuse(forced, 'noAdapter');
  const name = describe(adapter.info);
  if (adapter.info.isFallbackAdapter && !forced && !takesSoftwareAdapter()) {
    return { id: 'wasm', reason: 'fallbackAdapter', adapter: name };
  }
  return { id: 'webgpu', adapter: name };
}

/**
 * The model on `backend`; `onStep` is called after each of its parts. The mixer has only numbers to add: a graphics
 * processor would be asked in vain.
 */
export async function createSessions(
  backend: BackendId,
  files: GraphFiles,
  threads: number,
  onStep: () => void,
): Promise<ModelSessions> {
  const ort = await ortFor(backend, threads);
  const opened: GraphSession[] = [];
  const open = async (part: ModelPart): Promise<GraphSession> => {
    const where = part === 'mixer' ? 'wasm' : backend;
    const session = await createSession(ort, where, files[part], part === 'fields');
    opened.push(session);
    onStep();
    return session;
  };
  try {
    return {
      encoder: await open('encoder'),
      palette: await open('palette'),
      mixer: await open('mixer'),
      fields: await open('fields'),
      painter: await open('painter'),
    };
  } catch (error) {
    await Promise.all(opened.map((session) => session.release()));
    throw error;
  }
}

/** A graph on the processor, in the build of the runtime that `backend` uses: no second one is downloaded. */
export async function createProcessorSession(
  backend: BackendId,
  graph: Uint8Array,
  threads: number,
): Promise<GraphSession> {
  return await createSession(await ortFor(backend, threads), 'wasm', graph);
}

export async function releaseSessions(sessions: ModelSessions): Promise<void> {
  for (const session of Object.values(sessions)) await session.release();
}

/** What is wrong with a model on WebGPU; no reason if nothing is. */
export interface GpuVerdict {
  readonly reason?: BackendReason;
  readonly selfTestMaxDiff: number;
}

/**
 * Judges a model on WebGPU by the stored picture: it must come out right and, with `isTimed`, once warm sooner than
 * from WebAssembly. `onStep`: as in `selfTestMaxDiff`.
 *
 * @throws EngineError `BACKEND_FAILED` when it cannot be run.
 */
export async function judgeGpu(
  sessions: ModelSessions,
  stored: SelfTest,
  files: GraphFiles,
  isTimed: boolean,
  onStep: () => void,
): Promise<GpuVerdict> {
  const maxDiff = await selfTestMaxDiff(sessions, stored, onStep);
  if (!(maxDiff <= selfTestTolerance)) {
    return { reason: 'selfTestDiffers', selfTestMaxDiff: maxDiff };
  }
  if (!isTimed || takesSoftwareAdapter()) return { selfTestMaxDiff: maxDiff };
  const inputs = await timedInputs(sessions, stored);
  const gpuMs = await warmRunMs(sessions.painter, inputs);
  // The same build of the runtime, so that nothing more is downloaded.
  const painter = await createProcessorSession('webgpu', files.painter, 1);
  try {
    const wasmMs = await warmRunMs(painter, inputs);
    return gpuMs < wasmMs
      ? { selfTestMaxDiff: maxDiff }
      : { reason: 'slowerThanWasm', selfTestMaxDiff: maxDiff };
  } finally {
    await painter.release();
  }
}

const loadedOrts = new Map<BackendId, Promise<typeof Ort>>();

/** The runtime that a backend uses, loaded once. @throws EngineError `BACKEND_FAILED`. */
export function ortFor(id: BackendId, threads: number): Promise<typeof Ort> {
  const { mjsUrl, wasm } = ortFiles[id];
  const loaded = loadedOrts.get(id) ?? loadOrt(id, { mjsUrl, wasmUrl: wasm.url }, threads);
  loadedOrts.set(id, loaded);
  loaded.catch(() => loadedOrts.delete(id));
  return loaded;
}

function refuse(forced: boolean, reason: BackendReason): BackendPlan {
  if (!forced) return { id: 'wasm', reason };
  throw new EngineError('BACKEND_FAILED', 'prepare', `WebGPU was asked for: ${reason}`, {
    retryable: false,
  });
}

function describe(info: GPUAdapterInfo): string {
  return [info.vendor, info.architecture, info.device, info.description].filter(Boolean).join(' ');
}
