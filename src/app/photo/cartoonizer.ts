import { type Cartoonizer, type CartoonizerOptions, createCartoonizer } from '#sdk/index.ts';
import { startSourceWorker } from '#sdk/sourceWorker.ts';

/** True in the build that tests break on purpose. */
declare const __FAULTS__: boolean;

/** A cartoonizer from the app's own files; the caller closes it. */
export function createOwnCartoonizer(options: CartoonizerOptions): Cartoonizer {
  return createCartoonizer({
    assetBaseUrl: import.meta.env.BASE_URL,
    startWorker: startSourceWorker,
    // Tests of a silent worker would wait too long.
    ...(__FAULTS__ && { silenceMs: 24_000 }),
    ...options,
  });
}
