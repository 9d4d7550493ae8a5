import { expect, test } from './fixtures.ts';

// Each of these fails by what every test is guarded against, and must go on doing so.
test.fail();

test('a foreign request is noticed, which the policy refuses', async ({ page }) => {
  await page.goto('/');
  await page.evaluate(() => fetch('https://example.com/').catch(() => undefined));
});

test('a console error is noticed', async ({ page }) => {
  await page.goto('/');
  await page.evaluate(() => console.error('Something broke.'));
});

test('an uncaught exception is noticed', async ({ page }) => {
  await page.goto('/');
  const uncaught = page.waitForEvent('pageerror');
  await page.evaluate(() => {
    setTimeout(() => {
      throw new Error('Nobody caught this.');
    });
  });
  expect((await uncaught).message).toBe('Nobody caught this.');
});
