import type { Request } from '@playwright/test';
import { isolationHeaders, securityHeaders } from '../testkit/headers.ts';
import { expect, test } from './fixtures.ts';
import { startHost } from './host.ts';
import { smallPortrait } from './photos.ts';

test('a photo is drawn and saved without a word to anybody', async ({ page, studio }) => {
  const requests: Request[] = [];
  const policies: string[] = [];
  page.on('request', (request) => requests.push(request));
  page.on('response', (response) => {
    const isCode = /\/$|\.(js|mjs)$/.test(new URL(response.url()).pathname);
    if (isCode) policies.push(response.headers()['content-security-policy'] ?? 'none at all');
  });
  await studio.open();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await studio.draw(await smallPortrait(page));
  await studio.save('webp');
  const threads = await page.evaluate(() => Math.min(4, navigator.hardwareConcurrency));
  expect(await studio.howItRan()).toContain(studio.text.backendCpu(threads, String(threads)));

  // The guard of every test sees to the addresses; even the page's own server is told nothing.
  expect(requests.length).toBeGreaterThan(10);
  for (const request of requests) {
    expect(request.method(), request.url()).toBe('GET');
    expect(request.postDataBuffer(), request.url()).toBe(null);
    expect(new URL(request.url()).search).toBe('');
  }

  // Workers take their policy from their own script's response: all have the page's.
  expect(policies.length).toBeGreaterThan(4);
  expect([...new Set(policies)]).toHaveLength(1);
  expectStrict(policies[0]!);
});

/** Nothing is let in or out but what the page's own server sends. */
function expectStrict(policy: string): void {
  const directives = new Map(
    policy.split('; ').map((directive) => {
      const [name, ...sources] = directive.split(' ');
      return [name, sources] as const;
    }),
  );
  expect(directives.get('default-src')).toEqual(["'none'"]);
  expect(directives.get('connect-src')).toEqual(["'self'"]);
  expect(directives.get('script-src')).toEqual(["'self'", "'wasm-unsafe-eval'"]);
  const sources = new Set([...directives.values()].flat());
  const allowed = new Set(["'none'", "'self'", "'wasm-unsafe-eval'", 'blob:']);
  expect([...sources].filter((source) => !allowed.has(source))).toEqual([]);
}

test.describe('on a host that cannot isolate the page', () => {
  test.use({
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads from it what a fixture depends on.
    baseURL: async ({}, use) => {
      const headers = Object.entries(securityHeaders).filter(
        ([name]) => !(name in isolationHeaders),
      );
      const { url, stop } = await startHost('dist', Object.fromEntries(headers));
      await use(url);
      stop();
    },
  });

  test('the drawing is made with one thread', async ({ page, studio }) => {
    await studio.open();
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
    await studio.draw(await smallPortrait(page));
    expect(await studio.howItRan()).toContain(studio.text.backendCpu(1, '1'));
  });
});
