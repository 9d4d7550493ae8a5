import { expect, keptPaths, served, test, withServiceWorker } from './ownHost.ts';
import { PairStudio } from './pairStudio.ts';
import { astronaut } from './photos.ts';

test.use(withServiceWorker);

test('the pair studio works with the host gone, once it was used', async ({
  page,
  studio,
  host,
}) => {
  await studio.open();
  await served(page);
  const pairs = new PairStudio(page);
  await pairs.open();
  await pairs.put(astronaut.path, 'public/samples/astronaut-comic.webp');
  await expect
    .poll(async () => {
      const paths = await keptPaths(page);
      return [paths.includes('/studio/'), paths.some((path) => /vision_wasm.*\.wasm$/.test(path))];
    })
    .toEqual([true, true]);
  host.stop();

  await pairs.open();
  await pairs.put(astronaut.path, 'public/samples/astronaut-comic.webp');
  await pairs.expectGrade('folding', 'good');
  await pairs.accept.click();
  await expect(pairs.lines).toHaveCount(1);
});
