import { EngineError } from '#domain/job/errors.ts';

export type OnBytes = (receivedBytes: number) => void;

/**
 * The bytes of a same-origin file.
 *
 * @throws EngineError `MODEL_UNREACHABLE` when the server cannot be reached or has no such file.
 */
export async function fetchFile(
  url: string,
  onBytes: OnBytes,
  cache: RequestCache = 'default',
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const receivedBytes = await readFile(url, cache, onBytes, (part) => parts.push(part));
  const bytes = new Uint8Array(receivedBytes);
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.byteLength;
  }
  return bytes;
}

/**
 * Brings a file into the browser's HTTP cache, for a library that fetches it by itself afterwards.
 *
 * @throws EngineError as {@link fetchFile}.
 */
export async function warmCache(url: string, onBytes: OnBytes): Promise<void> {
  if (!(await isCached(url))) await readFile(url, 'default', onBytes, () => undefined);
}

async function isCached(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { cache: 'only-if-cached', mode: 'same-origin' });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false; // Not in the cache, which browsers tell by a network error.
  }
}

/** Reads a file to its end; resolves to its length. */
async function readFile(
  url: string,
  cache: RequestCache,
  onBytes: OnBytes,
  onPart: (part: Uint8Array<ArrayBuffer>) => void,
): Promise<number> {
  try {
    const response = await fetch(url, { cache });
    if (!response.ok || !response.body) throw new Error(`HTTP status ${response.status}`);
    const reader = response.body.getReader();
    let receivedBytes = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return receivedBytes;
      onPart(value);
      receivedBytes += value.byteLength;
      onBytes(receivedBytes);
    }
  } catch (error) {
    throw new EngineError('MODEL_UNREACHABLE', 'download', `${url}: ${String(error)}`);
  }
}
