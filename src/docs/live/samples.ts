import { siteRoot } from '../siteRoot.ts';

const names = ['astronaut', 'grace-hopper'] as const;

/** The first photos of the samples. Rejects without a network. */
export async function samplePhotos(count: number): Promise<readonly Blob[]> {
  return await Promise.all(
    names.slice(0, count).map(async (name) => {
      const response = await fetch(new URL(`samples/${name}.jpg`, siteRoot));
      if (!response.ok) throw new Error(`${response.url}: HTTP status ${response.status}`);
      return await response.blob();
    }),
  );
}
