import { expect, test } from './fixtures.ts';
import { smallPortrait } from './photos.ts';

interface Launchable {
  launch: (launch: { files: FileSystemFileHandle[] }) => void;
}

test('the browser finds no fault with the manifest', async ({ page, studio }) => {
  await studio.open();
  const session = await page.context().newCDPSession(page);
  const { data, errors } = await session.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  expect(JSON.parse(data!)).toHaveProperty('file_handlers');
});

test('a photo that the system opens with the app is drawn', async ({ page, studio }) => {
  // Only an installed app has a queue that is ever filled; the files in it are the browser's own.
  await page.addInitScript(() => {
    const launchQueue = {
      setConsumer: (consumer: Launchable['launch']) => Object.assign(window, { launch: consumer }),
    };
    Object.defineProperty(window, 'launchQueue', { value: launchQueue });
  });
  await studio.open();
  const portrait = await smallPortrait(page);
  await page.evaluate(
    async ({ name, bytes }) => {
      const { launch } = window as unknown as Launchable;
      launch({ files: [] });
      const folder = await navigator.storage.getDirectory();
      const handle = await folder.getFileHandle(name, { create: true });
      const file = await handle.createWritable();
      await file.write(Uint8Array.from(bytes));
      await file.close();
      launch({ files: [handle] });
    },
    { name: 'opened.jpg', bytes: [...portrait.buffer] },
  );
  await studio.drawn('opened.jpg');
  await expect(studio.alert).toBeEmpty();
});
