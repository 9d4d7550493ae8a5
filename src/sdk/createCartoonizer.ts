import { installWireHandlers } from '#engine/wire.ts';
import { createClient } from './client.ts';
import type { Cartoonizer, CartoonizerOptions } from './types.ts';
import { startWorker } from './workerLink.ts';

/** True in the build that tests break on purpose. */
declare const __FAULTS__: boolean;

/** Two minutes without any word from a worker that has work to do. */
const watchdog = { tickMs: __FAULTS__ ? 2000 : 10_000, silentTicks: 12 } as const;

/** Safari's WebAssembly breaks down after some 500 runs; a drawing of a group takes dozens. */
const safariRunsPerWorker = 10;

function isSafari(): boolean {
  return navigator.vendor.startsWith('Apple');
}

/** A cartoonizer whose worker starts with the first call; the caller closes it. */
export function createCartoonizer(options: CartoonizerOptions = {}): Cartoonizer {
  installWireHandlers();
  const base = options.assetBaseUrl ?? import.meta.env.BASE_URL;
  return createClient({
    assetBaseUrl: new URL(base, document.baseURI).href,
    backend: options.backend ?? 'auto',
    diagnostics: options.diagnostics ?? false,
    watchdog,
    runsPerWorker: isSafari() ? safariRunsPerWorker : undefined,
    startWorker,
  });
}
