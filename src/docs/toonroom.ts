import {
  type Cartoonizer,
  type CartoonizerOptions,
  createCartoonizer as create,
} from '#sdk/index.ts';
import { startSourceWorker } from '#sdk/sourceWorker.ts';
import { siteRoot } from './siteRoot.ts';

// What the examples import as `toonroom`: the package, with the files where this site has them.

export * from '#sdk/index.ts';

let shared: Cartoonizer | undefined;

/** One for all examples of a page: each of its own would hold models and a runtime in memory. */
export function createCartoonizer(options: CartoonizerOptions = {}): Cartoonizer {
  shared ??= create({ ...options, assetBaseUrl: siteRoot, startWorker: startSourceWorker });
  // It ends with the page.
  return { ...shared, close: () => undefined };
}
