import { modelCacheName } from '#domain/model/modelCache.ts';
import { parseManifest, type StyleManifest } from '#domain/model/styleManifest.ts';

/** A number's or a group's name in the languages of the page. */
export type Words = Readonly<Record<string, string>>;

/** What the numbers of a style mean. */
export interface NumberWords {
  readonly numbers: Readonly<Record<string, Words>>;
  readonly groups: Readonly<Record<string, Words>>;
}

const folder = new URL(`${import.meta.env.BASE_URL}models/`, location.href);

/** The styles with all their numbers. Rejects where the file cannot be had. */
export const loadManifest = kept(async (): Promise<StyleManifest> =>
  parseManifest(await readJson('manifest.json')),
);

/** Rejects where the file cannot be had. */
export const loadNumberWords = kept(async () => (await readJson('numbers.json')) as NumberWords);

/** A file of the model's folder; without a network, what the engine has kept of it. */
async function readJson(file: string): Promise<unknown> {
  const { href } = new URL(file, folder);
  try {
    const response = await fetch(href);
    if (!response.ok) throw new Error(`${file}: ${response.status}`);
    return await response.json();
  } catch (error) {
    const cached = await caches.match(href, { cacheName: modelCacheName });
    if (!cached) throw error;
    return await cached.json();
  }
}

/** The same promise for every call, until it rejects. */
function kept<Value>(load: () => Promise<Value>): () => Promise<Value> {
  let promise: Promise<Value> | undefined;
  return () => {
    promise ??= load().catch((error: unknown) => {
      promise = undefined;
      throw error;
    });
    return promise;
  };
}
