import type { Drawn } from './batchWorker.ts';

/** Draws photos one after the other in a worker; aborting `signal` ends it and all that it holds. */
export async function drawAll(
  photos: readonly Blob[],
  onDrawn: (drawn: Drawn) => void,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const worker = new Worker(new URL('./batchWorker.ts', import.meta.url), { type: 'module' });
  try {
    await new Promise<void>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error));
      worker.addEventListener('error', ({ message }) => reject(new Error(message)));
      worker.addEventListener('message', ({ data }: MessageEvent<Drawn>) => {
        onDrawn(data);
        if (data.index === photos.length - 1) resolve();
      });
      worker.postMessage(photos, []);
    });
  } finally {
    worker.terminate();
  }
}
