import { installWireHandlers } from '#engine/wire.ts';
import { createClient } from './client.ts';
import type { Cartoonizer, CartoonizerOptions } from './types.ts';
import { startWorker } from './workerLink.ts';

/** Two minutes without any word from a worker that has work to do. */
const WATCHDOG = { tickMs: 10_000, silentTicks: 12 } as const;

/** A cartoonizer whose worker starts with the first call; the caller closes it. */
export function createCartoonizer(options: CartoonizerOptions = {}): Cartoonizer {
  installWireHandlers();
  const base = options.assetBaseUrl ?? import.meta.env.BASE_URL;
  return createClient({
    assetBaseUrl: new URL(base, document.baseURI).href,
    backend: options.backend ?? 'auto',
    diagnostics: options.diagnostics ?? false,
    watchdog: WATCHDOG,
    startWorker,
  });
}
