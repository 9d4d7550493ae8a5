import { installWireHandlers } from '#engine/wire.ts';
import { createClient } from './client.ts';
import type { Cartoonizer, CartoonizerOptions } from './types.ts';
import { linkWorker } from './workerLink.ts';

/** A worker that has work to do is looked after so many times before it counts as lost. */
const silentTicks = 12;
const usualSilenceMs = 120_000;

/** Safari's WebAssembly breaks down after some 500 runs; a drawing of a group takes dozens. */
const safariRunsPerWorker = 10;

function isSafari(): boolean {
  // Workers have no vendor in some browsers, of which Safari is none.
  return (navigator as Partial<Navigator>).vendor?.startsWith('Apple') ?? false;
}

/**
 * A cartoonizer whose worker starts with the first call; the caller closes it. It may be created on a page or in a
 * worker of the caller's own.
 */
export function createCartoonizer(options: CartoonizerOptions = {}): Cartoonizer {
  installWireHandlers();
  const { backend = 'auto', diagnostics = false, keepsModels = true } = options;
  const { silenceMs = usualSilenceMs } = options;
  const base = typeof document === 'undefined' ? location.href : document.baseURI;
  const assetBaseUrl = new URL(
    options.assetBaseUrl ?? './',
    options.assetBaseUrl ? base : import.meta.url,
  ).href;
  const startWorker = options.startWorker ?? packagedWorker(assetBaseUrl);
  return createClient({
    assetBaseUrl,
    backend,
    diagnostics,
    keepsModels,
    watchdog: { tickMs: silenceMs / silentTicks, silentTicks },
    runsPerWorker: isSafari() ? safariRunsPerWorker : undefined,
    startWorker: () => linkWorker(startWorker()),
  });
}

/** The worker as it lies among the package's files. */
function packagedWorker(assetBaseUrl: string): () => Worker {
  const url = new URL('engine/worker.js', assetBaseUrl);
  return () => new Worker(url, { type: 'module', name: 'toonroom-engine' });
}
