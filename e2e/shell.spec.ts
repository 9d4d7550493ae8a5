import { expect, test } from './fixtures.ts';

test('the page is cross-origin isolated and loads from its own origin only', async ({ page }) => {
  const response = await page.goto('/');
  expect(response?.headers()['content-security-policy']).toContain("default-src 'none'");
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
});

test.describe('the guard of every test', () => {
  test.fail();

  test('notices a foreign request, which the policy refuses', async ({ page }) => {
    await page.goto('/');
    await page.evaluate(() => fetch('https://example.com/').catch(() => undefined));
  });

  test('notices a console error', async ({ page }) => {
    await page.goto('/');
    await page.evaluate(() => console.error('Something broke.'));
  });

  test('notices an uncaught exception', async ({ page }) => {
    await page.goto('/');
    await page.evaluate(
      () =>
        new Promise((resolve) => {
          setTimeout(resolve, 100);
          setTimeout(() => {
            throw new Error('Nobody caught this.');
          });
        }),
    );
  });
});
