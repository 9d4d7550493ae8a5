import { EngineError } from '#domain/errors.ts';

export type OnBytes = (receivedBytes: number) => void;

/**
 * The bytes of a same-origin file.
 *
 * @throws EngineError `MODEL_UNREACHABLE` when the server cannot be reached or has no such file.
 */
export async function downloadFile(
  url: string,
  onBytes: OnBytes,
  cache: RequestCache = 'default',
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const response = await fetch(url, { cache, credentials: 'same-origin' });
    if (!response.ok || !response.body) throw new Error(`HTTP status ${response.status}`);
    return await readBody(response.body, onBytes);
  } catch (error) {
    throw new EngineError('MODEL_UNREACHABLE', 'download', `${url}: ${String(error)}`);
  }
}

/** Brings a file into the browser's HTTP cache, for a library that fetches it by itself afterwards. */
export async function warmCache(url: string, onBytes: OnBytes): Promise<void> {
  if (await isCached(url)) return;
  await downloadFile(url, onBytes);
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

async function readBody(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  onBytes: OnBytes,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let receivedBytes = 0;
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    receivedBytes += value.byteLength;
    onBytes(receivedBytes);
  }
  const bytes = new Uint8Array(receivedBytes);
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.byteLength;
  }
  return bytes;
}
