import type * as Ort from 'onnxruntime-web';
import type { Tensor } from '#domain/picture/tensor.ts';
import { backendFailure } from './backendFailure.ts';
import { DeviceLoss } from './deviceLoss.ts';
import { breakRun, spoil } from './faults.ts';
import { runtimeGate } from '../jobs/gate.ts';

/** Errors are thrown anyway; warnings tell of shape arithmetic on the CPU, where it belongs. */
const log = { name: 'fatal', severity: 4 } as const;

/** Tensors by the names that a graph has for them. */
export type Tensors = Readonly<Record<string, Tensor>>;

/** Where ORT's two parts lie, absolute URLs. */
export interface OrtUrls {
  readonly mjsUrl: string;
  readonly wasmUrl: string;
}

/** One graph ready to run on one backend. */
export interface GraphSession {
  /**
   * The outputs by name; the caller owns them. Inputs that the graph does not have are left aside.
   * @throws EngineError `BACKEND_FAILED`, `OUT_OF_MEMORY`.
   */
  run<Name extends string>(
    inputs: Tensors,
    outputs: readonly Name[],
  ): Promise<Readonly<Record<Name, Tensor>>>;
  release(): Promise<void>;
}

/**
 * Loads one of ORT's two builds; the page downloads only the one its backend needs.
 *
 * @throws EngineError `BACKEND_FAILED`.
 */
export async function loadOrt(
  backend: 'wasm' | 'webgpu',
  urls: OrtUrls,
  threads: number,
): Promise<typeof Ort> {
  const ort = await importOrt(backend);
  ort.env.wasm.wasmPaths = { mjs: urls.mjsUrl, wasm: urls.wasmUrl };
  ort.env.wasm.numThreads = threads;
  ort.env.logLevel = log.name;
  return ort;
}

async function importOrt(backend: 'wasm' | 'webgpu'): Promise<typeof Ort> {
  try {
    return backend === 'wasm'
      ? await import('onnxruntime-web/wasm')
      : await import('onnxruntime-web/jspi');
  } catch (error) {
    throw backendFailure('prepare', error);
  }
}

/** Threads of the WASM backend: shared memory needs an isolated page. */
export function wasmThreads(): number {
  return globalThis.crossOriginIsolated ? Math.min(4, navigator.hardwareConcurrency) : 1;
}

/** A session for `graph`, an ONNX file's bytes. @throws EngineError `BACKEND_FAILED`. */
export async function createSession(
  ort: typeof Ort,
  backend: 'wasm' | 'webgpu',
  graph: Uint8Array,
): Promise<GraphSession> {
  try {
    const session = await runtimeGate.run(() =>
      ort.InferenceSession.create(graph, {
        executionProviders: [backend],
        // The graphs come slim: on the CPU, looking for more to save takes longer than it saves.
        graphOptimizationLevel: backend === 'wasm' ? 'disabled' : 'all',
        // Sequential plans look for buffers to use again: that takes time by the square of the nodes, seconds here.
        // The graphics processor's runs want the order that such a plan keeps.
        executionMode: backend === 'wasm' ? 'parallel' : 'sequential',
        logSeverityLevel: log.severity,
        // Pictures of many sizes are painted: what one needed would stay for the next.
        enableCpuMemArena: false,
        enableMemPattern: false,
      }),
    );
    const device = backend === 'webgpu' ? await ort.env.webgpu.device : undefined;
    return wrapSession(ort, session, device);
  } catch (error) {
    throw backendFailure('prepare', error);
  }
}

function wrapSession(
  ort: typeof Ort,
  session: Ort.InferenceSession,
  device: GPUDevice | undefined,
): GraphSession {
  const loss = device && new DeviceLoss(device.lost);
  async function run<Name extends string>(
    inputs: Tensors,
    outputs: readonly Name[],
  ): Promise<Readonly<Record<Name, Tensor>>> {
    await breakRun(inputs, device);
    const feeds = Object.fromEntries(
      session.inputNames.flatMap((name) => {
        const input = inputs[name];
        return input ? [[name, new ort.Tensor('float32', input.data, input.dims)]] : [];
      }),
    );
    const results = await session.run(feeds, [...outputs], {
      logSeverityLevel: log.severity,
    });
    const named = outputs.map((name) => [name, ownTensor(name, results[name])] as const);
    if (device) named.forEach(([name, { data }]) => spoil(name, data));
    return Object.fromEntries(named) as Record<Name, Tensor>;
  }
  return {
    run: (inputs, outputs) =>
      runtimeGate.run(async () => {
        try {
          return await (loss ? loss.guard(run(inputs, outputs)) : run(inputs, outputs));
        } catch (error) {
          throw backendFailure('face', error);
        }
      }),
    release: () => runtimeGate.run(() => session.release()),
  };
}

function ownTensor(name: string, result: Ort.Tensor | undefined): Tensor {
  const data = result?.data;
  if (!result || !(data instanceof Float32Array)) throw new Error(`no f32 output "${name}"`);
  return { data: data as Float32Array<ArrayBuffer>, dims: result.dims };
}
