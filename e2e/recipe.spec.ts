import type { Page } from '@playwright/test';
import { faceToolTexts } from '#app/text/edit/face.ts';
import { recipeTexts } from '#app/text/edit/recipe.ts';
import { toolTexts } from '#app/text/edit/tools.ts';
import { expect, test } from './fixtures.ts';
import { meanDifference } from './measure.ts';
import { type PhotoFile, smallPortrait, widePortrait } from './photos.ts';
import { bytesOf, Studio } from './studio.ts';

const text = recipeTexts.en;
const smile = (page: Page) =>
  page.getByRole('slider', { name: faceToolTexts.en.names.smile, exact: true });

async function openFace({ page }: Studio): Promise<void> {
  await page.getByRole('button', { name: toolTexts.en.toolNames.face, exact: true }).click();
  await expect(smile(page)).toBeVisible();
}

async function done({ page }: Studio): Promise<void> {
  await page.getByRole('button', { name: toolTexts.en.done, exact: true }).click();
}

async function openRecipe({ page }: Studio): Promise<void> {
  await page.getByRole('button', { name: text.title, exact: true }).click();
}

/** Chooses a recipe's file as a person does. */
async function load(studio: Studio, name: string, content: string): Promise<void> {
  const { page } = studio;
  await openRecipe(studio);
  const chooser = page.waitForEvent('filechooser');
  await page.locator('button', { hasText: text.load }).click();
  const file = { name, mimeType: 'application/json', buffer: Buffer.from(content) };
  await (await chooser).setFiles(file);
}

async function saved(studio: Studio): Promise<string> {
  const { page } = studio;
  await openRecipe(studio);
  const download = page.waitForEvent('download');
  await page.locator('button', { hasText: text.save }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/\.toonrecipe$/);
  return (await bytesOf(file)).toString('utf8');
}

test('a recipe is handed on as a file and as a link, to other photos and to a batch', async ({
  browser,
  context,
  page,
  studio,
}) => {
  test.slow();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await studio.open();
  const portrait = await smallPortrait(page);
  await studio.draw(portrait);
  await studio.style('Comic');
  const plain = await studio.pixels(studio.drawing);
  await openFace(studio);
  await studio.set(smile(page), 80);
  await done(studio);
  const smiling = await studio.pixels(studio.drawing);
  expect(meanDifference(plain, smiling)).toBeGreaterThan(0.05);
  const recipe = await saved(studio);
  expect(JSON.parse(recipe)).toMatchObject({
    format: 'toonrecipe',
    recipe: { styleId: 'comic', tweaks: { smile: 0.8 }, madeOn: { width: 320, height: 320 } },
  });
  // Nothing of the photo is in it.
  expect(recipe.length).toBeLessThan(2000);
  await openRecipe(studio);
  await page.getByRole('button', { name: studio.text.copyLink }).click();
  await expect(page.getByText(studio.text.linkCopied).first()).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());

  await test.step('another photo, until it is stopped', async () => {
    await page.reload();
    await studio.draw(portrait);
    await studio.style('Anime');
    await load(studio, 'Grin.toonrecipe', recipe);
    await expect(page.getByText(text.messages.applied('Grin'))).toBeVisible();
    await studio.settled();
    await expect(page.getByRole('radio', { name: 'Comic' })).toBeChecked();
    expect(meanDifference(await studio.pixels(studio.drawing), smiling)).toBe(0);
    await studio.draw(await widePortrait(page));
    await openFace(studio);
    await expect(smile(page)).toHaveValue('80');
    await done(studio);
    await page.getByRole('button', { name: text.stop, exact: true }).click();
    await studio.draw(portrait);
    await openFace(studio);
    await expect(smile(page)).toHaveValue('0');
    await done(studio);
  });

  await test.step('a batch', async () => {
    await load(studio, 'Grin.toonrecipe', recipe);
    await studio.settled();
    const single = await studio.decode((await studio.save('png')).bytes);
    const copies: PhotoFile[] = ['one.jpg', 'two.jpg'].map((name) => ({ ...portrait, name }));
    await studio.choose(copies);
    await expect(page.locator('[data-item]')).toHaveCount(2);
    await page.getByRole('button', { name: studio.text.batchStart(2, '2'), exact: true }).click();
    await expect(page.locator('[data-item][data-status="done"]')).toHaveCount(2);
    const download = page.waitForEvent('download');
    await page
      .locator('[data-item]')
      .first()
      .getByRole('button', { name: studio.text.saveItem('one.jpg') })
      .click();
    const drawn = await studio.decode(await bytesOf(await download));
    expect(meanDifference(drawn, single)).toBe(0);
  });

  await test.step('a visitor with the link', async () => {
    const visitor = await browser.newContext({ locale: 'en-GB', serviceWorkers: 'block' });
    const visited = new Studio(await visitor.newPage());
    await visited.page.goto(link);
    await visited.draw(await smallPortrait(visited.page));
    expect(meanDifference(await visited.pixels(visited.drawing), smiling)).toBe(0);
    await visitor.close();
  });
});

test('recipes that are none, or not for this photo, say so', async ({ page, studio }) => {
  await studio.open();
  await studio.draw(await smallPortrait(page));
  const before = await studio.pixels(studio.drawing);
  const recipe = { styleId: '3d', strength: 1, exaggeration: 1 };
  const written = (version: number, fields: object): string =>
    JSON.stringify({ format: 'toonrecipe', version, recipe: fields });
  const fill = { effect: { kind: 'photo' }, area: { kind: 'hair' }, path: null };
  const path = { radius: 0.05, hardness: 1, points: [0.5, 0.5, 1] };
  const stroke = { effect: { kind: 'photo' }, area: null, path };

  for (const [name, content, words] of [
    ['cat.toonrecipe', 'meow', text.messages.notARecipe('cat.toonrecipe')],
    ['new.toonrecipe', written(9, recipe), text.messages.otherVersion('new.toonrecipe')],
    [
      'many.toonrecipe',
      written(1, { ...recipe, strokes: Array.from({ length: 10_001 }, () => fill) }),
      text.messages.notARecipe('many.toonrecipe'),
    ],
  ] as const) {
    await load(studio, name, content);
    await expect(page.getByText(words)).toBeVisible();
  }
  expect(meanDifference(await studio.pixels(studio.drawing), before)).toBe(0);

  await test.step('one of a photo of another shape', async () => {
    const crop = { x: 0.5, y: 0.5, width: 0.5, height: 0.5 };
    const edits = { photo: { crop }, strokes: [fill, stroke], madeOn: { width: 300, height: 400 } };
    await load(studio, 'tall.toonrecipe', written(1, { ...recipe, ...edits }));
    await expect(page.getByText(text.messages.appliedInPart('tall'))).toBeVisible();
    await studio.settled();
    const after = await studio.pixels(studio.drawing);
    expect([after.width, after.height]).toEqual([before.width, before.height]);
    expect(meanDifference(after, before)).toBeGreaterThan(0);
    // One step takes all of it back.
    await page.getByRole('button', { name: studio.text.undo, exact: true }).click();
    await studio.settled();
    expect(meanDifference(await studio.pixels(studio.drawing), before)).toBe(0);
  });
});
