import { recipeTexts } from '#app/text/edit/recipe.ts';
import { expect, test } from './fixtures.ts';
import { smallPortrait } from './photos.ts';

test('a link carries the settings to another visitor, and nothing else', async ({
  browser,
  baseURL,
  context,
  page,
  studio,
}) => {
  const { text } = studio;
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await studio.open();
  await studio.draw(await smallPortrait(page));
  await studio.style('Anime');
  await studio.set(studio.strength, 80);
  await page.getByText(text.backgroundNames.blurred, { exact: true }).click();
  await studio.settled();
  await page.getByRole('button', { name: recipeTexts.en.title, exact: true }).click();
  await page.getByRole('button', { name: text.copyLink }).click();
  await expect(page.getByText(text.linkCopied).first()).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toBe(
    `${baseURL}/#style=anime&strength=80&exaggeration=100&background=blurred&blur=65`,
  );

  await test.step('in a browser that has never been here', async () => {
    const visitor = await browser.newContext({ locale: 'en-GB', serviceWorkers: 'block' });
    const visited = await visitor.newPage();
    const requested: string[] = [];
    visited.on('request', (request) => requested.push(request.url()));
    await visited.goto(link);
    await visited.locator('main > input[type="file"]').setInputFiles(await smallPortrait(visited));
    await expect(visited.locator('[data-state="drawn"]')).toHaveAttribute('aria-busy', 'false');
    await expect(visited.getByRole('radio', { name: 'Anime' })).toBeChecked();
    await expect(visited.getByRole('slider', { name: text.strength })).toHaveValue('80');
    await expect(visited.getByRole('radio', { name: text.backgroundNames.blurred })).toBeChecked();
    // They are the visitor's own now: loading the page again does not bring the link's back.
    expect(visited.url()).toBe(`${baseURL}/`);
    expect(requested.filter((url) => /strength|blurred/.test(url))).toEqual([]);
    await visitor.close();
  });

  await test.step('into the page that is open', async () => {
    await page.evaluate(() => {
      location.hash = '#strength=40&style=no-such-style&exaggeration=999&background=photo';
    });
    await expect(studio.strength).toHaveValue('40');
    await studio.settled();
    await expect(page.getByRole('radio', { name: 'Anime' })).toBeChecked();
    await expect(studio.exaggeration).toHaveValue('100');
    await expect(page.getByRole('radio', { name: text.backgroundNames.photo })).toBeChecked();
  });
});

test('an unknown style in a link leaves the one chosen before', async ({ page, studio }) => {
  await studio.open();
  await studio.draw(await smallPortrait(page));
  await studio.style('Comic');
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem('toonroom.settings')))
    .toContain('"styleId":"comic"');
  await page.goto('about:blank');
  await studio.open('/#style=no-such-style&strength=60');
  await studio.draw(await smallPortrait(page));
  await expect(page.getByRole('radio', { name: 'Comic' })).toBeChecked();
  await expect(studio.strength).toHaveValue('60');
});
