import {
  type Cartoonizer,
  type CartoonizerOptions,
  createCartoonizer as create,
} from '#sdk/index.ts';
import { startSourceWorker } from '#sdk/sourceWorker.ts';

// What the examples import as `toonroom`: the package, with the files where this site has them.

export * from '#sdk/index.ts';

/** The root of the site: scripts lie one folder below it, and are served from their sources during development. */
export const siteRoot = new URL(import.meta.env.DEV ? '/' : '../', import.meta.url).href;

let shared: Cartoonizer | undefined;

/** One for all examples of a page: each of its own would hold models and a runtime in memory. */
export function createCartoonizer(options: CartoonizerOptions = {}): Cartoonizer {
  shared ??= create({ ...options, assetBaseUrl: siteRoot, startWorker: startSourceWorker });
  // It ends with the page.
  return { ...shared, close: () => undefined };
}
