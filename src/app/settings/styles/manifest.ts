import { parseManifest, type StyleManifest } from '#domain/model/styleManifest.ts';

/** A number's or a group's name in the languages of the page. */
export type Words = Readonly<Record<string, string>>;

/** What the numbers of a style mean. */
export interface NumberWords {
  readonly numbers: Readonly<Record<string, Words>>;
  readonly groups: Readonly<Record<string, Words>>;
}

const folder = `${import.meta.env.BASE_URL}models/`;

/** The styles with all their numbers. Rejects where the file cannot be had. */
export const loadManifest = kept(async (): Promise<StyleManifest> =>
  parseManifest(await fetchJson('manifest.json')),
);

/** Rejects where the file cannot be had. */
export const loadNumberWords = kept(async () => (await fetchJson('numbers.json')) as NumberWords);

async function fetchJson(file: string): Promise<unknown> {
  const response = await fetch(`${folder}${file}`);
  if (!response.ok) throw new Error(`${file}: ${response.status}`);
  return await response.json();
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
