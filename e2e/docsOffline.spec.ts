import { expect, keptPaths, served, test, withServiceWorker } from './ownHost.ts';

test.use(withServiceWorker);

test('after one visit the documentation opens and its examples run with the host gone', async ({
  page,
  host,
}) => {
  await page.goto('docs/');
  await served(page);
  const run = page.getByRole('button', { name: /^Run: / });
  const status = page.locator('[data-example="firstCartoon"]').getByRole('status');
  await run.click();
  await expect(status).toHaveText(/^Done/);
  const kept = async (pattern: RegExp): Promise<number> =>
    (await keptPaths(page)).filter((path) => pattern.test(path)).length;
  // The runtimes were used; of the documentation everything is kept.
  await expect.poll(() => kept(/\.wasm$/)).toBe(2);
  await expect.poll(() => kept(/^\/docs\/zh\/recipes\.html$/)).toBe(1);
  host.stop();

  // A page that was never opened, and an example that was never run.
  await page.goto('docs/zh/recipes.html');
  const figure = page.locator('[data-example="customStyle"]');
  await figure.getByRole('button', { name: /^运行/ }).click();
  await expect(figure.getByRole('status')).toHaveText(/^完成/);
});
