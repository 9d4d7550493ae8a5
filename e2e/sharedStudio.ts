import type { BrowserContext } from '@playwright/test';
import { expect, test, watch } from './fixtures.ts';
import { Studio } from './studio.ts';

/**
 * One page for the tests that follow in this group, which begin where the one before has left it: a first drawing takes
 * most of a short test's time. `begin` opens the page and draws.
 *
 * Returns the page's studio, to be called in tests.
 */
export function sharedStudio(begin: (studio: Studio) => Promise<void>): () => Studio {
  let context: BrowserContext;
  let studio: Studio;
  let faults: readonly string[];
  test.describe.configure({ mode: 'serial' });
  test.beforeAll(async ({ browser, baseURL }) => {
    context = await browser.newContext();
    faults = watch(context, new URL(baseURL!).origin);
    studio = new Studio(await context.newPage());
    await begin(studio);
  });
  test.afterEach(() => expect(faults, 'foreign requests and console errors').toEqual([]));
  test.afterAll(() => context.close());
  return () => studio;
}
