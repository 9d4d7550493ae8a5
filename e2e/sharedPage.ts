import type { BrowserContext, Page } from '@playwright/test';
import { expect, type Fixtures, type Options, test as base, watch } from './fixtures.ts';
import { styles } from './manifest.ts';
import { Studio } from './studio.ts';

interface Shared {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly studio: Studio;
  readonly faults: readonly string[];
}

/** Opens the page once; later it only clears the table, so that the model stays loaded. */
class SharedStudio extends Studio {
  #isOpen = false;

  override async open(path?: string): Promise<void> {
    if (!this.#isOpen) await super.open(path);
    else await this.#clear();
    this.#isOpen = true;
  }

  async #clear(): Promise<void> {
    const first = this.page.locator(`input[name="style"][value="${styles[0]!.id}"]`);
    if ((await first.count()) > 0 && !(await first.isChecked())) await first.check({ force: true });
    const reset = this.page.getByRole('button', { name: this.text.reset, exact: true });
    if ((await reset.count()) > 0 && (await reset.isEnabled())) await reset.click();
    await this.page.locator('button.header-home').click();
    await expect(this.page.locator('main[data-scene="start"]')).toBeVisible();
  }
}

/**
 * The fixtures with one page for all tests of a file, which begin at an empty table in the first style: loading the page
 * and its model takes most of a short test's time. For tests that neither reload the page nor change what it keeps.
 */
export function testsOfOnePage(): typeof base {
  let shared: Shared | undefined;
  const test = base.extend<Options & Fixtures>({
    context: async ({ browser, baseURL }, use) => {
      shared ??= await openShared(browser, new URL(baseURL!).origin);
      await use(shared.context);
    },
    page: async ({ context }, use) => use(context.pages()[0]!),
    // The context is asked for so that there is a page.
    studio: async ({ context: _context }, use) => use(shared!.studio),
    guard: async ({ context: _context }, use) => {
      await use();
      expect(shared!.faults, 'foreign requests and console errors').toEqual([]);
    },
  });
  test.afterAll(async () => {
    await shared?.context.close();
    shared = undefined;
  });
  return test;
}

async function openShared(
  browser: { newContext(): Promise<BrowserContext> },
  origin: string,
): Promise<Shared> {
  const context = await browser.newContext();
  const faults = watch(context, origin);
  const page = await context.newPage();
  return { context, page, studio: new SharedStudio(page), faults };
}
