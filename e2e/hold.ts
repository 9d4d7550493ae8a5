import type { Page } from '@playwright/test';

/** Holds all requests for an address until they are let go. */
export async function hold(page: Page, address: string): Promise<{ readonly letGo: () => void }> {
  let letGo = (): void => undefined;
  const gone = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(address, async (route) => {
    await gone;
    await route.continue();
  });
  return { letGo };
}
