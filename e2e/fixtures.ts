import { expect, test as base, type BrowserContext } from '@playwright/test';
import { Studio } from './studio.ts';

/** MediaPipe prints its INFO lines through `console.error`. */
const mediapipeLog = /^(INFO: Created TensorFlow Lite |[IW]\d{4} \d\d:\d\d:\d\d\.\d+ )/;

export interface Options {
  /** Console errors that are no faults. */
  expectedErrors: RegExp | undefined;
}

export interface Fixtures {
  /** Fails the test on a request to another origin, a console error or an uncaught exception. */
  guard: void;
  /** The page in English; not opened yet. */
  studio: Studio;
}

export const test = base.extend<Options & Fixtures>({
  expectedErrors: [undefined, { option: true }],
  guard: [
    async ({ context, baseURL, expectedErrors }, use) => {
      const faults = watch(context, new URL(baseURL!).origin, expectedErrors);
      await use();
      expect(faults, 'foreign requests and console errors').toEqual([]);
    },
    { auto: true },
  ],
  studio: async ({ page }, use) => use(new Studio(page)),
});

export { expect };

/** Collects faults of every page and worker in the context into the returned list as they happen. */
export function watch(
  context: BrowserContext,
  origins: string | readonly string[],
  expectedErrors?: RegExp,
): readonly string[] {
  const faults: string[] = [];
  const checkAddress = (url: string): void => {
    if (!isOurs(url, origins)) faults.push(`request to ${url}`);
  };
  context.on('request', (request) => checkAddress(request.url()));
  context.on('page', (page) => page.on('websocket', (socket) => checkAddress(socket.url())));
  context.on('weberror', (error) => faults.push(`uncaught: ${error.error().message}`));
  context.on('console', (message) => {
    const isExpected = mediapipeLog.test(message.text()) || expectedErrors?.test(message.text());
    if (message.type() === 'error' && !isExpected) {
      faults.push(`console error: ${message.text()} (${message.location().url})`);
    }
  });
  return faults;
}

function isOurs(url: string, origins: string | readonly string[]): boolean {
  const { protocol, origin: itsOrigin } = new URL(url);
  // A blob: address has the origin of the page that made it; data: has none and reaches nobody.
  return protocol === 'data:' || [origins].flat().includes(itsOrigin);
}
