import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where `ensureChromium.ts` writes the path of the browser it found; git-ignored. */
export const chromiumPathFile = fileURLToPath(
  new URL('../.cache/chromium-path.txt', import.meta.url),
);

/** The browser's own traffic (updates, sync, field trials) stays off, so that tests see only ours. */
export const chromiumArguments: readonly string[] = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
  // Chromium's sandbox does not start for root, which is who runs tests in most containers.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/** Lets the software adapter serve WebGPU where there is no graphics card. */
export const webgpuArguments: readonly string[] = ['--enable-unsafe-webgpu'];

/** Two cameras that need no hardware; whether they may be used is still asked. */
export const cameraArguments: readonly string[] = [
  '--use-fake-device-for-media-stream=device-count=2',
];

/** The browser to drive, or undefined to leave the choice to Playwright. */
export function chromiumPath(): string | undefined {
  try {
    return readFileSync(chromiumPathFile, 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}
