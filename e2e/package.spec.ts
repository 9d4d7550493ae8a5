import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test as base } from '@playwright/test';
import { countLive, readLive } from '../testkit/counters.ts';
import { isolationHeaders } from '../testkit/headers.ts';
import { watch } from './fixtures.ts';
import { type Host, startHost } from './host.ts';

// The package as its users get it: packed, installed into small projects, built by their tools and used in a browser.

const root = join(import.meta.dirname, '..');
const packageDir = join(root, 'packages/toonroom');
const work = join(root, '.cache/package');
const sample = join(root, 'public/samples/astronaut.jpg');
const otherSample = join(root, 'public/samples/grace-hopper.jpg');
const draws = 50;
const warmDraws = 15;

interface Serve {
  /** Serves a folder of the installed examples; ends with the test. */
  serve: (folder: string, isIsolated: boolean) => Promise<string>;
}

const test = base.extend<Serve>({
  serve: async ({ context }, use) => {
    const hosts: Host[] = [];
    const faults: (readonly string[])[] = [];
    await use(async (folder, isIsolated) => {
      const host = await startHost(join(work, folder), isIsolated ? isolationHeaders : {});
      hosts.push(host);
      faults.push(watch(context, new URL(host.url).origin));
      return host.url;
    });
    for (const host of hosts) host.stop();
    expect(faults.flat(), 'foreign requests and console errors').toEqual([]);
  },
});

// Packages are fetched, and one of them is built with all it holds.
test.describe.configure({ mode: 'serial', timeout: 600_000 });

// Vite sets NODE_ENV in the process that builds, and other tests build in this one: npm would leave out what builds.
const env = { ...process.env, NODE_ENV: 'development' };
const npm = (folder: string, ...given: readonly string[]): string =>
  execFileSync('npm', given, {
    cwd: folder,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });

/** Installs an example from the packed archive, as a user would, and builds it where it has a build. */
function install(example: string): void {
  const folder = join(work, example);
  cpSync(join(packageDir, 'examples', example), folder, { recursive: true });
  npm(folder, 'install', '--no-audit', '--no-fund', '--prefer-offline', archive());
  npm(folder, 'run', '--if-present', 'build');
}

function archive(): string {
  return join(
    work,
    readdirSync(work).find((name) => name.endsWith('.tgz'))!,
  );
}

test('the archive holds what it should, and nothing else', () => {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  npm(root, 'run', 'package');
  const [packed] = JSON.parse(npm(packageDir, 'pack', '--json', '--pack-destination', work)) as [
    { readonly files: readonly { readonly path: string }[]; readonly size: number },
  ];
  const paths = packed.files.map(({ path }) => path);
  expect(paths).toEqual(
    expect.arrayContaining([
      'LICENSE',
      'NOTICE',
      'README.md',
      'bin/toonroom.js',
      'dist/engine/worker.js',
      'dist/index.js',
      'dist/mediapipe/face_landmarker.task',
      'dist/models/encoder.onnx',
      'dist/models/manifest.json',
      'dist/models/toonroom.md',
      'dist/types/sdk/index.d.ts',
      'licences.txt',
      'package.json',
      'sbom.cdx.json',
    ]),
  );
  const known = /^(dist\/(index\.js$|engine|models|mediapipe|types)|bin\/|[^/]+$)/;
  expect(paths.filter((path) => !known.test(path))).toEqual([]);
  expect(paths.filter((path) => /\.(test|map)\./.test(path) || path.includes('golden'))).toEqual(
    [],
  );
  expect(packed.size).toBeLessThan(22_000_000);
});

/** Photo in, cartoon out; a broken file; a stop; the end. */
async function useExample(page: Page): Promise<void> {
  const field = page.locator('input');
  const status = page.getByRole('status');
  const idle = status.filter({ hasText: 'Choose a photo' });
  await expect(idle).toBeVisible();
  await test.step('photo in, cartoon out', async () => {
    await field.setInputFiles(sample);
    await expect(status).toContainText('Done');
    const size = await page.locator('canvas, img').evaluate((picture) => {
      const { naturalWidth: width, naturalHeight: height } = picture as HTMLImageElement;
      const canvas = picture as HTMLCanvasElement;
      return width === undefined ? [canvas.width, canvas.height] : [width, height];
    });
    expect(size).toEqual([512, 512]);
  });
  await test.step('a broken file', async () => {
    await field.setInputFiles({
      name: 'broken.jpg',
      mimeType: 'image/jpeg',
      buffer: Buffer.from('this is no picture'),
    });
    await expect(status).toHaveText(/^Failed: NOT_AN_IMAGE$/);
  });
  await test.step('a stop', async () => {
    // One that was not drawn before: the engine would have it at once.
    await field.setInputFiles(otherSample);
    await expect(status).not.toContainText('Failed');
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(status).toHaveText('Stopped');
  });
  await test.step('the end', async () => {
    await page.getByRole('button', { name: 'Close' }).click();
    await expect.poll(() => page.workers().length).toBe(0);
  });
}

for (const isIsolated of [false, true]) {
  const where = isIsolated ? 'isolated' : 'not isolated';
  test(`without a bundler, ${where} from other origins`, async ({ page, serve }) => {
    if (!isIsolated) install('plain');
    await page.goto(await serve('plain', isIsolated));
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(isIsolated);
    await useExample(page);
  });
}

test('in a worker of the page’s own', async ({ page, serve }) => {
  await page.goto(`${await serve('plain', false)}worker.html`);
  await page.locator('input').setInputFiles(sample);
  await expect(page.getByRole('status')).toHaveText('Done');
});

test('50 photos need no more memory than 15', async ({ page, serve }) => {
  const address = await serve('plain', true);
  await countLive(page);
  await page.goto(address);
  const field = page.locator('input');
  const status = page.getByRole('status');
  let warmBytes = 0;
  for (let turn = 1; turn <= draws; turn++) {
    // A known photo is drawn so fast that nobody sees it begin.
    await status.evaluate((line) => line.replaceChildren());
    await field.setInputFiles([]);
    await field.setInputFiles(turn % 2 === 0 ? sample : otherSample);
    await expect(status).toContainText('Done');
    const { wasmBytes } = await readLive(page);
    if (turn === warmDraws) warmBytes = wasmBytes;
    if (turn > warmDraws) expect(wasmBytes).toBe(warmBytes);
  }
  expect(warmBytes).toBeGreaterThan(0);
});

test('with Vite and React', async ({ page, serve }) => {
  install('vite-react');
  await page.goto(await serve('vite-react/dist', false));
  await useExample(page);
});

test('with webpack and TypeScript', async ({ page, serve }) => {
  install('webpack');
  await page.goto(await serve('webpack/dist', false));
  await useExample(page);
});
