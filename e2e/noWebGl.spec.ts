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
