import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { securityHeaders } from '../testkit/headers.ts';
import { expect, test } from './fixtures.ts';
import { startHost } from './host.ts';

const folder = '/some/path/';

const hosts = [
  { name: 'with the headers', headers: securityHeaders },
  // As GitHub Pages serves it.
  { name: 'without any header', headers: {} },
];

for (const { name, headers } of hosts) {
  test.describe(`below a path of a host, ${name}`, () => {
    test.use({
      // oxlint-disable-next-line no-empty-pattern -- Playwright reads from it what a fixture depends on.
      baseURL: async ({}, use) => {
        const root = await mkdtemp(join(tmpdir(), 'toonroom-host-'));
        await mkdir(join(root, folder, '..'), { recursive: true });
        await symlink(resolve('dist'), join(root, folder.slice(0, -1)), 'junction');
        const { url, stop } = await startHost(root, headers);
        await use(new URL(folder, url).href);
        stop();
        await rm(root, { recursive: true });
      },
    });

    test('a sample is drawn, and all comes from there', async ({ page, studio }) => {
      const paths: string[] = [];
      page.context().on('request', (request) => {
        const { protocol, pathname } = new URL(request.url());
        if (protocol === 'http:') paths.push(pathname);
      });
      await studio.open('./');
      expect(await page.evaluate(() => crossOriginIsolated)).toBe(headers === securityHeaders);
      const { trySample, sampleAstronaut } = studio.text;
      await page.getByRole('button', { name: trySample + sampleAstronaut }).click();
      await studio.drawn('astronaut.jpg');

      // The guard of every test fails on a file that is not found.
      expect(paths.filter((path) => !path.startsWith(folder))).toEqual([]);
      for (const part of ['models/painter.onnx', 'mediapipe/', 'samples/', '.wasm', '.woff2']) {
        expect(paths.some((path) => path.includes(part))).toBe(true);
      }
    });
  });
}
