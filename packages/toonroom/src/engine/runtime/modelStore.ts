import { EngineError } from '#domain/job/errors.ts';
import { modelCacheName } from '#domain/model/modelCache.ts';
import {
  parseManifest,
  type ModelFile,
  type ManifestStyle,
  type StyleManifest,
} from '#domain/model/styleManifest.ts';
import { resolveStyle } from '#domain/style/resolveStyle.ts';
import { fetchFile, type OnBytes } from './download.ts';

/**
 * The models of one folder on this device: fetched once, kept in the Cache API, and checked against their
 * SHA-256 each time they are read.
 */
export class ModelStore {
  readonly #baseUrl: string;
  readonly #isKept: boolean;
  #manifest: Promise<StyleManifest> | undefined;

  /** `baseUrl` is the absolute URL, ending in `/`, of the folder; that of the styles holds `manifest.json`. */
  constructor(baseUrl: string, isKept = true) {
    this.#baseUrl = baseUrl;
    this.#isKept = isKept;
  }

  url(file: string): string {
    return new URL(file, this.#baseUrl).href;
  }

  /**
   * The manifest from the server, or the last one seen when there is no network.
   *
   * @throws EngineError `MODEL_UNREACHABLE`, `MODEL_CORRUPT`.
   */
  manifest(): Promise<StyleManifest> {
    this.#manifest ??= this.#readManifest().catch((error: unknown) => {
      this.#manifest = undefined;
      throw error;
    });
    return this.#manifest;
  }

  /** The style that a code names. @throws EngineError as `manifest()`, and `INTERNAL` when there is no such style. */
  async style(code: string): Promise<ManifestStyle> {
    return resolveStyle(await this.manifest(), code);
  }

  /**
   * A file's verified bytes; a copy with a wrong hash is evicted and fetched once more.
   *
   * @throws EngineError `MODEL_UNREACHABLE`, or `MODEL_CORRUPT` when the fresh copy is wrong as well.
   */
  async file(spec: ModelFile, onBytes: OnBytes): Promise<Uint8Array<ArrayBuffer>> {
    const url = this.url(spec.file);
    const cache = await this.#openCache();
    const kept = await recall(cache, url);
    if (kept) {
      if (await isIntact(kept, spec)) return kept;
      await cache?.delete(url).catch(() => undefined);
    }
    // After a bad copy the browser's HTTP cache may hold the same one: ask the server itself.
    let bytes = await fetchFile(url, onBytes, kept ? 'reload' : 'default');
    if (!(await isIntact(bytes, spec)) && !kept) bytes = await fetchFile(url, onBytes, 'reload');
    if (!(await isIntact(bytes, spec))) {
      const detail = `${spec.file}: ${bytes.byteLength} bytes, expected ${spec.bytes} with SHA-256 ${spec.sha256}`;
      throw new EngineError('MODEL_CORRUPT', 'download', detail);
    }
    await keep(cache, url, bytes);
    return bytes;
  }

  async #readManifest(): Promise<StyleManifest> {
    const url = this.url('manifest.json');
    const cache = await this.#openCache();
    let bytes: Uint8Array<ArrayBuffer>;
    try {
      bytes = await fetchFile(url, () => undefined, 'no-cache');
    } catch (error) {
      const kept = await recall(cache, url);
      if (!kept) throw error;
      bytes = kept;
    }
    const manifest = parseManifest(parseJson(bytes, url));
    await keep(cache, url, bytes);
    return manifest;
  }

  /**
   * The Cache API exists in secure contexts only, and there a browser that was told to keep nothing
   * refuses it; without it each visit downloads again.
   */
  async #openCache(): Promise<Cache | undefined> {
    if (!this.#isKept || !('caches' in globalThis)) return undefined;
    return await caches.open(modelCacheName).catch(() => undefined);
  }
}

function parseJson(bytes: Uint8Array<ArrayBuffer>, url: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new EngineError('MODEL_CORRUPT', 'download', `${url} is not JSON`);
  }
}

/** The kept copy; one that cannot be read is none. */
async function recall(
  cache: Cache | undefined,
  url: string,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const kept = await cache?.match(url);
    return kept && new Uint8Array(await kept.arrayBuffer());
  } catch {
    return undefined;
  }
}

/** Keeping a copy is a convenience: a full disk must not fail the job. */
async function keep(
  cache: Cache | undefined,
  url: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
  await cache?.put(url, new Response(bytes)).catch(() => undefined);
}

async function isIntact(bytes: Uint8Array<ArrayBuffer>, spec: ModelFile): Promise<boolean> {
  if (bytes.byteLength !== spec.bytes) return false;
  // Hashing exists in secure contexts only; elsewhere the size has to do.
  if (!('subtle' in crypto)) return true;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex === spec.sha256;
}
