import type * as Ort from 'onnxruntime-web';
import type { Tensor } from '#domain/picture/tensor.ts';
import { backendFailure } from './backendFailure.ts';
import { DeviceLoss } from './deviceLoss.ts';
import { breakRun, spoil } from './faults.ts';
import { runtimeGate } from '../jobs/gate.ts';

/** Errors are thrown anyway; warnings tell of shape arithmetic on the CPU, where it belongs. */
const log = { name: 'fatal', severity: 4 } as const;

/** An output that stays on the graphics processor, as an input of the next graph; its owner disposes it. */
export interface HeldTensor {
  readonly dims: readonly number[];
  readonly held: Ort.Tensor;
  dispose(): void;
}

/** Tensors by the names that a graph has for them. */
export type Tensors = Readonly<Record<string, Tensor | HeldTensor>>;

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
  /** The same with outputs that stay on the graphics processor; absent where the backend has none. */
  readonly hold?: <Name extends string>(
    inputs: Tensors,
    outputs: readonly Name[],
  ) => Promise<Readonly<Record<Name, HeldTensor>>>;
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

/**
 * A session for `graph`, an ONNX file's bytes; `mayHold`: its outputs may stay on the graphics processor, where there is
 * one. @throws EngineError `BACKEND_FAILED`.
 */
export async function createSession(
  ort: typeof Ort,
  backend: 'wasm' | 'webgpu',
  graph: Uint8Array,
  mayHold = false,
): Promise<GraphSession> {
  const holds = mayHold && backend === 'webgpu';
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
        ...(holds && { preferredOutputLocation: 'gpu-buffer' }),
      }),
    );
    const device = backend === 'webgpu' ? await ort.env.webgpu.device : undefined;
    return wrapSession(ort, session, device, holds);
  } catch (error) {
    throw backendFailure('prepare', error);
  }
}

function wrapSession(
  ort: typeof Ort,
  session: Ort.InferenceSession,
  device: GPUDevice | undefined,
  holds: boolean,
): GraphSession {
  const loss = device && new DeviceLoss(device.lost);
  async function compute(
    inputs: Tensors,
    outputs: readonly string[],
  ): Promise<Ort.InferenceSession.ReturnType> {
    await breakRun(inputs, device);
    const feeds = Object.fromEntries(
      session.inputNames.flatMap((name) => {
        const input = inputs[name];
        if (!input) return [];
        return 'held' in input
          ? [[name, input.held]]
          : [[name, new ort.Tensor('float32', input.data, input.dims)]];
      }),
    );
    return await session.run(feeds, [...outputs], { logSeverityLevel: log.severity });
  }
  async function run<Name extends string>(
    inputs: Tensors,
    outputs: readonly Name[],
  ): Promise<Readonly<Record<Name, Tensor>>> {
    const results = await compute(inputs, outputs);
    const named: [Name, Tensor][] = [];
    for (const name of outputs) named.push([name, await ownTensor(name, results[name])]);
    if (device) named.forEach(([name, { data }]) => spoil(name, data));
    return Object.fromEntries(named) as Record<Name, Tensor>;
  }
  async function hold<Name extends string>(
    inputs: Tensors,
    outputs: readonly Name[],
  ): Promise<Readonly<Record<Name, HeldTensor>>> {
    const results = await compute(inputs, outputs);
    const named = outputs.map((name) => {
      const held = results[name];
      if (!held) throw new Error(`no output "${name}"`);
      return [name, { dims: held.dims, held, dispose: () => held.dispose() }] as const;
    });
    return Object.fromEntries(named) as Record<Name, HeldTensor>;
  }
  /** One run at a time, its errors as the engine's. */
  const guarded = <Result>(work: () => Promise<Result>): Promise<Result> =>
    runtimeGate.run(async () => {
      try {
        return await (loss ? loss.guard(work()) : work());
      } catch (error) {
        throw backendFailure('face', error);
      }
    });
  return {
    run: (inputs, outputs) => guarded(() => run(inputs, outputs)),
    ...(holds && { hold: (inputs, outputs) => guarded(() => hold(inputs, outputs)) }),
    release: () => runtimeGate.run(() => session.release()),
  };
}

async function ownTensor(name: string, result: Ort.Tensor | undefined): Promise<Tensor> {
  // What was computed on the graphics processor is fetched, and freed there.
  const data = await result?.getData(true);
  if (!result || !(data instanceof Float32Array)) throw new Error(`no f32 output "${name}"`);
  return { data: data as Float32Array<ArrayBuffer>, dims: result.dims };
}
