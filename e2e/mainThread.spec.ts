import { traceMainThread } from '../scripts/mainThread.ts';
import { expect, test } from './fixtures.ts';

/** The browser itself calls a task long from here on. */
const LONG_TASK_MS = 50;

test('drawing a photo never blocks the main thread', async ({ browser, page }) => {
  await page.goto('/');
  const load = await traceMainThread(browser, page, async () => {
    await page.locator('input[type="file"]').setInputFiles('public/samples/astronaut.jpg');
    await page.locator('[data-state="drawn"][aria-busy="false"]').waitFor();
  });
  expect(load.taskCount).toBeGreaterThan(10);
  // Processor time, not the clock: a busy test machine must not look like a blocked page.
  expect(load.longestCpuMs).toBeLessThan(LONG_TASK_MS);
});
