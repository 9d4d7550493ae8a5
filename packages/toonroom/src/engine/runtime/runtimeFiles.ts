import ortJspiMjsUrl from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url';
import ortJspiWasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url';
import ortMjsUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import ortWasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import visionWasmUrl from '@mediapipe/tasks-vision/vision_wasm_module_internal.wasm?url';

/** A file of one of the two runtimes; the size is what a progress bar should expect. */
export interface RuntimeFile {
  readonly name: string;
  readonly url: string;
  readonly expectedBytes: number;
}

/** Addresses are made absolute: the libraries resolve relative ones against their own scripts. */
function absolute(url: string): string {
  return new URL(url, import.meta.url).href;
}

/** One binary per backend: the smallest that serves it. */
export const ortFiles = {
  wasm: {
    mjsUrl: absolute(ortMjsUrl),
    wasm: { name: 'onnxruntime', url: absolute(ortWasmUrl), expectedBytes: 14_239_897 },
  },
  webgpu: {
    mjsUrl: absolute(ortJspiMjsUrl),
    wasm: { name: 'onnxruntime-webgpu', url: absolute(ortJspiWasmUrl), expectedBytes: 16_758_545 },
  },
} as const satisfies Record<string, { readonly mjsUrl: string; readonly wasm: RuntimeFile }>;

export const visionWasm: RuntimeFile = {
  name: 'mediapipe',
  url: absolute(visionWasmUrl),
  expectedBytes: 11_153_641,
};
