import type * as Ort from 'onnxruntime-web';
import { EngineError } from '#domain/errors.ts';
import type { StyleEntry } from '#domain/styleManifest.ts';
import type { BackendChoice, BackendId, BackendReason, EngineSettings } from './contract.ts';
import { takesSoftwareAdapter } from './faults.ts';
import { ORT_FILES } from './runtimeFiles.ts';
import { selfTestMaxDiff } from './selfTestRun.ts';
import { createSession, loadOrt, wasmThreads, type GeneratorSession } from './session.ts';

/** Graphics processors round differently; beyond this the picture is another one. Signed units. */
const SELF_TEST_TOLERANCE = 0.02;

/** The backend to try first, and why WebGPU is not it or which adapter it would use. */
export type BackendPlan =
  | { readonly id: 'webgpu'; readonly adapter: string }
  | { readonly id: 'wasm'; readonly reason: BackendReason; readonly adapter?: string };

export interface ReadySession {
  readonly session: GeneratorSession;
  readonly choice: BackendChoice;
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
 * A session for `model` on WebGPU, compared with the stored result.
 *
 * @throws EngineError `BACKEND_FAILED` when it cannot be created or run.
 */
export async function createWebGpuSession(
  style: StyleEntry,
  model: Uint8Array,
  selfTest: Uint8Array<ArrayBuffer>,
): Promise<{ readonly session: GeneratorSession; readonly maxDiff: number }> {
  const session = await createSession(await ortFor('webgpu', 1), 'webgpu', model);
  try {
    return { session, maxDiff: await selfTestMaxDiff(session, style, selfTest) };
  } catch (error) {
    await session.release();
    throw error;
  }
}

export async function createWasmSession(
  model: Uint8Array,
  reason: BackendReason,
  details: Pick<BackendChoice, 'adapter' | 'selfTestMaxDiff'>,
): Promise<ReadySession> {
  const threads = reason === 'threadsLost' ? 1 : wasmThreads();
  const session = await createSession(await ortFor('wasm', threads), 'wasm', model);
  return { session, choice: { id: 'wasm', threads, reason, ...details } };
}

export function agrees(maxDiff: number): boolean {
  return maxDiff <= SELF_TEST_TOLERANCE;
}

const loadedOrts = new Map<BackendId, Promise<typeof Ort>>();

function ortFor(id: BackendId, threads: number): Promise<typeof Ort> {
  const { mjsUrl, wasm } = ORT_FILES[id];
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
