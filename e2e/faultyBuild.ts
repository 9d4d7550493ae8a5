import { build } from 'vite';
import { expect, test as base } from './fixtures.ts';
import { startHost } from './host.ts';
import { meanDifference, type Picture } from './measure.ts';
import type { PhotoFile } from './photos.ts';
import { isEngine, type Studio } from './studio.ts';

/** Where the build lies that can be broken on purpose. */
export const faultyFolder = '.cache/faulty-build';

/** Tests on that build. */
export const test = base.extend<object, { faultyHost: string }>({
  faultyHost: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads from it what a fixture depends on.
    async ({}, use) => {
      await build({
        mode: 'faults',
        logLevel: 'error',
        build: { outDir: faultyFolder, emptyOutDir: true },
      });
      const { url, stop } = await startHost(faultyFolder);
      await use(url);
      stop();
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  baseURL: async ({ faultyHost }, use) => use(faultyHost),
});

/** The drawing of a photo under some faults, each `NAME@ENGINE`, and how many engines it took. */
export async function drawUnder(
  studio: Studio,
  photo: PhotoFile,
  faults: readonly string[],
): Promise<{ readonly picture: Picture; readonly engines: number }> {
  const { page } = studio;
  let engines = 0;
  const count = (worker: Parameters<typeof isEngine>[0]): void => {
    if (isEngine(worker)) engines += 1;
  };
  page.on('worker', count);
  await studio.open(`/?${faults.map((fault) => `fault=${fault}`).join('&')}`);
  await studio.draw(photo);
  page.off('worker', count);
  return { picture: await studio.pixels(studio.drawing), engines };
}

/** Two drawings of the same, whatever computed them. */
export function expectSame(one: Picture, other: Picture): void {
  expect([one.width, one.height]).toEqual([other.width, other.height]);
  expect(meanDifference(one, other)).toBeLessThan(0.5);
}

const sound = new Map<string, Picture>();

/** The drawing of a photo without a fault; a second photo of that name is taken to be the same. */
export async function soundDrawing(studio: Studio, photo: PhotoFile): Promise<Picture> {
  const known = sound.get(photo.name);
  if (known) return known;
  const { picture, engines } = await drawUnder(studio, photo, []);
  expect(engines).toBe(1);
  sound.set(photo.name, picture);
  return picture;
}
