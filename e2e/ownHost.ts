import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test as base } from './fixtures.ts';
import { type Host, startHost } from './host.ts';
import { type PhotoFile, smallPortrait } from './photos.ts';
import type { Studio } from './studio.ts';

/** A host of its own for every test: it may send other headers, get a new version in its folder, or go away. */
interface OwnHost extends Host {
  readonly folder: string;
}

interface Options {
  /** Of every answer; the project's own where absent. */
  hostHeaders: Readonly<Record<string, string>> | undefined;
  /** Below which the build lies on the host; begins and ends with `/`. */
  hostPath: string;
}

/** Tests with a host of their own. */
export const test = base.extend<Options & { host: OwnHost }>({
  hostHeaders: [undefined, { option: true }],
  hostPath: ['/', { option: true }],
  host: async ({ hostHeaders, hostPath }, use) => {
    const root = await mkdtemp(join(tmpdir(), 'toonroom-host-'));
    const folder = join(root, hostPath);
    await cp('dist', folder, { recursive: true });
    const host = await startHost(root, hostHeaders);
    await use({ ...host, folder });
    host.stop();
    await rm(root, { recursive: true });
  },
  baseURL: async ({ host, hostPath }, use) => use(new URL(hostPath, host.url).href),
});

/** For `test.use`, which counts only in the file that calls it: the service worker is let in, and the host may go away. */
export const withServiceWorker = {
  serviceWorkers: 'allow',
  expectedErrors: /net::ERR_(CONNECTION_REFUSED|FAILED)|integrity/,
} as const;

export { expect };

/** Waits until the page is served by its service worker. */
export async function served(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
}

/** Opens the page and draws a portrait, which it returns; then all that drawing needs is kept. */
export async function drawAndKeep(studio: Studio, fileName?: string): Promise<PhotoFile> {
  const { page } = studio;
  await studio.open();
  await served(page);
  const portrait = await smallPortrait(page, fileName);
  await studio.draw(portrait);
  await expect
    .poll(async () => (await keptPaths(page)).filter((path) => path.endsWith('.wasm')).length)
    .toBe(2);
  return portrait;
}

/** Paths of what the service worker keeps. */
export async function keptPaths(page: Page): Promise<readonly string[]> {
  return await page.evaluate(async () => {
    const cache = await caches.open('toonroom-files');
    return (await cache.keys()).map(({ url }) => new URL(url).pathname);
  });
}

/** Opens the panel of what stays on this device. */
export async function openDevicePanel({ page, text }: Studio): Promise<void> {
  await page.getByRole('button', { name: text.privacyButton }).click();
  await page.getByRole('button', { name: text.devicePanelOpen }).click();
  await expect(page.getByRole('dialog', { name: text.devicePanel })).toBeVisible();
}
