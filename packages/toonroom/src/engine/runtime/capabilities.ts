import { EngineError } from '#domain/job/errors.ts';

/** The smallest module there is: its mark and its version. */
const emptyModule = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

/** Both runtimes are WebAssembly, which a browser's setting or an embedding site's CSP can block. @throws EngineError `NO_WASM`. */
export function requireWebAssembly(): void {
  try {
    // oxlint-disable-next-line no-new
    new WebAssembly.Module(emptyModule);
  } catch (error) {
    throw new EngineError('NO_WASM', 'prepare', String(error), { cause: error });
  }
}

/** MediaPipe hands every picture to its graph through WebGL, on the CPU too. @throws EngineError `NO_WEBGL`. */
export function requireWebGl(): void {
  const context = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (!context) throw new EngineError('NO_WEBGL', 'prepare', 'the browser gives no webgl2 context');
  context.getExtension('WEBGL_lose_context')?.loseContext();
}
