import type * as Ort from 'onnxruntime-web';
import { backendFailure } from './backendFailure.ts';
import { DeviceLoss } from './deviceLoss.ts';
import { breakRun, spoil } from './faults.ts';
import { runtimeGate } from './gate.ts';

/** The generator's inputs for one picture of width × height, both multiples of the model's step. */
export interface GeneratorInput {
  readonly width: number;
  readonly height: number;
  /** [1,3,H,W] f32 signed RGB. */
  readonly photo: Float32Array;
  /** [1,C,H,W] f32 unit. */
  readonly guide: Float32Array;
  readonly guideChannels: number;
  /** [1,K] f32. */
  readonly style: Float32Array;
}

/** Where ORT's two parts lie, absolute URLs. */
export interface OrtUrls {
  readonly mjsUrl: string;
  readonly wasmUrl: string;
}

/** One model ready to run on one backend. */
export interface GeneratorSession {
  /** [1,4,H,W] f32: RGB signed, matte unit; the caller owns it. @throws EngineError `BACKEND_FAILED`. */
  run(input: GeneratorInput): Promise<Float32Array>;
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
  ort.env.logLevel = 'error';
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

/** A session for `model`. @throws EngineError `BACKEND_FAILED`. */
export async function createSession(
  ort: typeof Ort,
  backend: 'wasm' | 'webgpu',
  model: Uint8Array,
): Promise<GeneratorSession> {
  try {
    const session = await runtimeGate.run(() =>
      ort.InferenceSession.create(model, {
        executionProviders: [backend],
        graphOptimizationLevel: 'all',
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
): GeneratorSession {
  const loss = device && new DeviceLoss(device.lost);
  async function run(input: GeneratorInput): Promise<Float32Array> {
    const { width, height, guideChannels } = input;
    await breakRun(input, device);
    const results = await session.run({
      photo: new ort.Tensor('float32', input.photo, [1, 3, height, width]),
      guide: new ort.Tensor('float32', input.guide, [1, guideChannels, height, width]),
      style: new ort.Tensor('float32', input.style, [1, input.style.length]),
    });
    const drawing = results['drawing']?.data;
    if (!(drawing instanceof Float32Array))
      throw new Error('the model has no f32 output "drawing"');
    if (device) spoil(drawing);
    return drawing;
  }
  return {
    run: (input) =>
      runtimeGate.run(async () => {
        try {
          return await (loss ? loss.guard(run(input)) : run(input));
        } catch (error) {
          throw backendFailure('face', error);
        }
      }),
    release: () => runtimeGate.run(() => session.release()),
  };
}
