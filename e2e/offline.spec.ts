import { readdirSync } from 'node:fs';
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { headersFor, isolationHeaders, securityHeaders } from '../testkit/headers.ts';
import {
  drawAndKeep,
  expect,
  keptPaths,
  openDevicePanel,
  served,
  test,
  withServiceWorker,
} from './ownHost.ts';
import { smallPortrait } from './photos.ts';

test.use(withServiceWorker);

test('after one drawing the app opens and draws with the host gone', async ({
  page,
  studio,
  host,
}) => {
  await drawAndKeep(studio);
  host.stop();

  await studio.open();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  // What was drawn before comes back too, under its own name.
  await studio.draw(await smallPortrait(page, 'again.jpg'));
  await studio.style('Comic');
  await studio.save('jpeg');
});

test('everything can be saved before anything was drawn, and be deleted again', async ({
  page,
  studio,
  host,
}) => {
  const { text } = studio;
  await studio.open();
  await served(page);
  await openDevicePanel(studio);
  await expect(page.getByText(text.offlineNotYet)).toBeVisible();
  await page.getByRole('button', { name: /^Save everything/ }).click();
  await expect(page.getByText(text.savedForOffline)).toBeVisible();
  await expect(page.getByText(text.offlineReady)).toBeVisible();
  const names = ['app', 'engines', 'faces', 'styles', 'samples'] as const;
  for (const name of names) {
    await expect(page.getByText(text.keptItems[name], { exact: true })).toBeVisible();
  }
  host.stop();
  await studio.open();
  await studio.draw(await smallPortrait(page));

  await openDevicePanel(studio);
  await page.getByRole('button', { name: text.forgetItem(text.keptItems.faces) }).click();
  await expect(page.getByText(text.keptItems.faces, { exact: true })).toBeHidden();
  await page.getByRole('button', { name: text.forgetItem(text.keptItems.styles) }).click();
  await expect(page.getByText(text.keptItems.styles, { exact: true })).toBeHidden();
  await expect(page.getByText(text.offlineNotYet)).toBeVisible();
  const networks = await page.evaluate(async () =>
    (await (await caches.open('toonroom-models')).keys()).map(({ url }) => url),
  );
  expect(networks).toEqual([]);
  expect((await keptPaths(page)).filter((path) => /vision_wasm.*\.wasm$/.test(path))).toEqual([]);
});

test('what is not the build’s own is never kept', async ({ page, studio, host }) => {
  const { text } = studio;
  await studio.open();
  await served(page);
  const sample = join(host.folder, 'samples/astronaut-print.webp');
  await writeFile(sample, '<h1>Please log in</h1>');
  await openDevicePanel(studio);
  await page.getByRole('button', { name: /^Save everything/ }).click();
  await expect(page.getByText(text.saveForOfflineFailed)).toBeVisible();
  expect(await keptPaths(page)).not.toContain('/samples/astronaut-print.webp');

  await cp('dist/samples/astronaut-print.webp', sample);
  await page.getByRole('button', { name: /^Save everything/ }).click();
  await expect(page.getByText(text.savedForOffline)).toBeVisible();
  expect(await keptPaths(page)).toContain('/samples/astronaut-print.webp');
});

test('a newer version waits until somebody asks for it', async ({ page, studio, host }) => {
  const { text } = studio;
  const version = page.locator('meta[name="build"]');
  await studio.open();
  await served(page);
  await studio.draw(await smallPortrait(page));
  await buildAgain(host.folder);
  await page.evaluate(async () => {
    await (await navigator.serviceWorker.ready).update();
  });
  await expect(page.getByText(text.updateReady)).toBeVisible();

  // Nothing happens by itself: the drawing stays, and a page that is opened now is still the old one.
  await expect(studio.drawing).toBeVisible();
  await page.reload();
  await studio.settled();
  await expect(version).toHaveCount(0);
  await expect(page.getByText(text.updateReady)).toBeVisible();

  await page.getByRole('button', { name: text.updateNow }).click();
  await expect(version).toHaveAttribute('content', '2');
  await expect(page.getByText(text.updateReady)).toBeHidden();
  // What both versions share is not fetched anew, what only the old one had is gone.
  const built = readdirSync(join(host.folder, 'assets')).map((name) => `/assets/${name}`);
  const scripts = (await keptPaths(page)).filter((path) => /\/assets\/index-.*\.js$/.test(path));
  expect(scripts).not.toEqual([]);
  expect(built).toEqual(expect.arrayContaining(scripts));
  host.stop();
  await studio.open();
  await expect(version).toHaveAttribute('content', '2');
});

/** A second real build of the same sources, whose page tells that it is the second. */
async function buildAgain(folder: string): Promise<void> {
  await build({
    logLevel: 'error',
    define: { __BUILD__: '2' },
    plugins: [
      {
        name: 'second-build',
        transformIndexHtml: () => [
          { tag: 'meta', attrs: { name: 'build', content: '2' }, injectTo: 'head' },
        ],
      },
    ],
    build: { outDir: folder, emptyOutDir: true },
  });
}

test.describe('on a host that sends no headers', () => {
  test.use({
    hostHeaders: Object.fromEntries(
      Object.entries(securityHeaders).filter(([name]) => !(name in isolationHeaders)),
    ),
  });

  test('the page is isolated by its service worker, after one loading more', async ({
    page,
    studio,
  }) => {
    let loadings = 0;
    page.on('domcontentloaded', () => (loadings += 1));
    // Nothing is asked of the page before: a look by the test counts as a touch.
    await page.goto('/');
    await expect.poll(() => loadings).toBe(2);
    await page.waitForFunction(() => crossOriginIsolated);
    await studio.draw(await smallPortrait(page));
    expect(loadings).toBe(2);
    const headers = await page.evaluate(async () => {
      const asked = ['./', 'embed.html', 'toonroom-embed.js'].map(async (path) => {
        const { headers } = await fetch(path);
        return Object.fromEntries(headers);
      });
      return await Promise.all(asked);
    });
    for (const [index, path] of ['/', '/embed.html', '/toonroom-embed.js'].entries()) {
      const wanted = Object.entries(headersFor(path)).map(([name, value]) => [
        name.toLowerCase(),
        value,
      ]);
      expect(headers[index]).toMatchObject(Object.fromEntries(wanted));
    }
    const threads = await page.evaluate(() => Math.min(4, navigator.hardwareConcurrency));
    expect(await studio.howItRan()).toContain(studio.text.backendCpu(threads, String(threads)));
  });

  test('a page in use is never loaded again', async ({ page, studio }) => {
    let loadings = 0;
    page.on('domcontentloaded', () => (loadings += 1));
    await page.goto('/');
    await page.mouse.click(5, 400);
    await served(page);
    await studio.draw(await smallPortrait(page));
    expect(loadings).toBe(1);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
    expect(await studio.howItRan()).toContain(studio.text.backendCpu(1, '1'));
  });
});
