import { expect, test } from './fixtures.ts';
import { astronaut } from './photos.ts';

test('without WebGL the page says what is missing, at once and for good', async ({
  page,
  studio,
}) => {
  const { text } = studio;
  await studio.open();
  expect(await page.evaluate(() => new OffscreenCanvas(1, 1).getContext('webgl2'))).toBeNull();
  await studio.choose(astronaut.path);
  const { what, next } = text.problems.NO_WEBGL;
  await expect(studio.alert).toContainText(what);
  await expect(studio.alert).toContainText(next);
  await expect(page.getByRole('button', { name: text.tryAgain, exact: true })).toBeHidden();
});

test('where WebAssembly is blocked the page says so, and does not blame the connection', async ({
  page,
  studio,
}) => {
  const { text } = studio;
  await page.route('**/*', async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers() };
    const policy = headers['content-security-policy'];
    if (policy) headers['content-security-policy'] = policy.replace("'wasm-unsafe-eval'", '');
    await route.fulfill({ response, headers });
  });
  await studio.open();
  await studio.choose(astronaut.path);
  const { what, next } = text.problems.NO_WASM;
  await expect(studio.alert).toContainText(what);
  await expect(studio.alert).toContainText(next);
  await expect(page.getByRole('button', { name: text.tryAgain, exact: true })).toBeHidden();
});
