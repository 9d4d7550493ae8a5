import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

/** Where things stand, px: before and after the scripts have come, it must be the same. */
async function places(page: Page): Promise<Record<string, DOMRect[]>> {
  return await page.evaluate(() =>
    Object.fromEntries(
      [
        '.wordmark',
        '.stage',
        '.sheet',
        '.sheet-title',
        '.sheet-button',
        '.hero-picture',
        '.style',
        '.print img',
        '.bench',
      ].map((selector) => [
        selector,
        Array.from(
          document.querySelectorAll(selector),
          (element) => element.getBoundingClientRect().toJSON() as DOMRect,
        ),
      ]),
    ),
  );
}

test.use({ expectedErrors: /net::ERR_FAILED/ });

for (const { name, title, use } of [
  {
    name: 'desktop',
    title: /Drop a portrait\.\s+Get a drawing\./,
    use: { viewport: { width: 1440, height: 900 } },
  },
  {
    name: 'phone',
    title: /Choose a portrait\.\s+Get a drawing\./,
    use: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  },
]) {
  test.describe(name, () => {
    test.use(use);

    test('the empty page stands before its scripts come, in the same places', async ({ page }) => {
      await page.goto('/');
      await expect(page.getByRole('button', { name: 'Choose a photo' })).toBeEnabled();
      const after = await places(page);
      // The app's own chunk does not come yet, and then never.
      let giveUp = (): void => undefined;
      const given = new Promise<void>((resolve) => {
        giveUp = resolve;
      });
      await page.route('**/assets/page-*.js', async (route) => {
        await given;
        await route.abort();
      });
      await page.reload({ waitUntil: 'domcontentloaded' });
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(title, {
        useInnerText: true,
      });
      await expect(page.getByRole('button', { name: 'Choose a photo' })).toBeDisabled();
      await expect
        .poll(() => page.evaluate(() => document.fonts.size > 0 && document.fonts.status))
        .toBe('loaded');
      const before = await places(page);
      giveUp();
      await expect(page.getByRole('alert')).toHaveText(/did not load completely/, {
        useInnerText: true,
      });
      for (const [selector, boxes] of Object.entries(after)) {
        expect(before[selector], selector).toHaveLength(boxes.length);
        for (const [i, box] of boxes.entries()) {
          for (const side of ['left', 'top', 'width', 'height'] as const) {
            expect(before[selector]![i]![side], `${selector} ${i} ${side}`).toBeCloseTo(
              box[side],
              0,
            );
          }
        }
      }
    });
  });
}

test('the first paint has the language and the theme of the last visit', async ({ page }) => {
  // Before any script of the page, which would write its own.
  await page.addInitScript(() => {
    const settings = { version: 1, language: 'zh-CN', theme: 'dark' };
    localStorage.setItem('toonroom.settings', JSON.stringify(settings));
  });
  await page.route('**/assets/page-*.js', (route) => route.abort());
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    /放进一张人像，\s+洗出一幅漫画。/,
    {
      useInnerText: true,
    },
  );
  await expect(page.getByRole('alert')).toHaveText(/加载不完整/, { useInnerText: true });
  await expect(page.locator('html')).toHaveCSS('background-color', 'rgb(20, 19, 24)');
});
