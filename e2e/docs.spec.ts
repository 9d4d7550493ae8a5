import { readdirSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { words } from '../src/docs/words.ts';
import { expectAccessible, screens } from './accessible.ts';
import { expect } from './fixtures.ts';
import { smallPortrait } from './photos.ts';
import { testsOfOnePage } from './sharedPage.ts';

const test = testsOfOnePage();

const addresses = readdirSync('dist/docs', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.html'))
  .map((path) => `/docs/${path.replace(/index\.html$/, '')}`);
const text = words.en;

test('every link and every anchor of every page leads somewhere', async ({ page }) => {
  const links = new Set<string>();
  const ids = new Map<string, ReadonlySet<string>>();
  for (const address of addresses) {
    await page.goto(address);
    const found = await page.evaluate(() => ({
      links: [...document.links].map(({ href }) => href),
      ids: [...document.querySelectorAll('[id]')].map(({ id }) => id),
    }));
    found.links.forEach((link) => links.add(link));
    ids.set(page.url(), new Set(found.ids));
    expect(found.ids.length).toBe(new Set(found.ids).size);
  }
  const home = new URL('/', page.url()).href;
  const broken = [...links].filter((link) => {
    const { hash, href } = new URL(link);
    const known = ids.get(href.slice(0, href.length - hash.length));
    if (!known) return href !== home;
    return hash !== '' && !known.has(decodeURIComponent(hash.slice(1)));
  });
  expect(addresses.length).toBeGreaterThan(5);
  expect(links.size).toBeGreaterThan(150);
  expect(broken).toEqual([]);
});

test('the other language is one press away, at the same section', async ({ page }) => {
  await page.goto('/docs/recipes.html#memory');
  await page.getByRole('link', { name: text.otherLanguage }).click();
  await expect(page).toHaveURL(/\/docs\/zh\/recipes\.html#memory$/);
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(page.getByRole('heading', { name: '内存' })).toBeInViewport();
  await page.getByRole('link', { name: words.zh.otherLanguage }).click();
  await expect(page).toHaveURL(/\/docs\/recipes\.html#memory$/);
});

test('no page is wider than a phone', async ({ page }) => {
  for (const address of addresses) {
    await page.goto(address);
    for (const width of [320, screens.phone.width]) {
      await page.setViewportSize({ ...screens.phone, width });
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `${address} at ${width} px`).toBe(0);
    }
  }
  await page.setViewportSize(screens.desktop);
});

for (const address of [
  '/docs/',
  '/docs/recipes.html',
  '/docs/embed.html',
  '/docs/api.html',
  '/docs/zh/',
]) {
  test(`${address} can be used by everybody`, async ({ page }) => {
    await page.goto(address);
    // The entries of the reference are alike: a few of them tell.
    await page.evaluate(() => {
      for (const entry of [...document.querySelectorAll('.entry')].slice(6)) entry.remove();
    });
    await expectAccessible(page, address);
    await page.setViewportSize(screens.desktop);
    await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  });
}

const example = (page: Page, name: string): Locator => page.locator(`[data-example="${name}"]`);
const runButton = (figure: Locator): Locator => figure.getByRole('button', { name: /^Run: / });

/** Waits for the end of an example; the sizes of its pictures, px. */
async function resultsOf(figure: Locator): Promise<readonly (readonly number[])[]> {
  await expect(figure.getByRole('status')).toHaveText(/^Done in \d+\.\d s$/);
  return await figure.locator('.stage-result :is(img, canvas)').evaluateAll(async (pictures) =>
    Promise.all(
      pictures.map(async (picture) => {
        if (picture instanceof HTMLCanvasElement) return [picture.width, picture.height];
        const image = picture as HTMLImageElement;
        await image.decode();
        return [image.naturalWidth, image.naturalHeight];
      }),
    ),
  );
}

test('with keys alone: past the navigation, to an example, to its drawing', async ({ page }) => {
  await page.goto('/docs/');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: text.skip })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  const figure = example(page, 'firstCartoon');
  const run = runButton(figure);
  await expect(run).toBeEnabled();
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press('Tab');
    if (await run.evaluate((button) => button === document.activeElement)) break;
  }
  await expect(run).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(figure.getByRole('progressbar')).toBeVisible();
  expect(await resultsOf(figure)).toEqual([[512, 512]]);
});

test.describe('the recipes', () => {
  // They share the page, whose model stays loaded.
  test.beforeEach(async ({ page }) => {
    if (!page.url().endsWith('/docs/recipes.html')) await page.goto('/docs/recipes.html');
  });

  test('an avatar is a small square of somebody’s own photo', async ({ page }) => {
    const figure = example(page, 'avatar');
    const photo = await smallPortrait(page, 'me.jpg');
    await figure.getByLabel(text.chooseOwn).setInputFiles(photo);
    await expect(figure.getByText(photo.name)).toBeVisible();
    await runButton(figure).click();
    expect(await resultsOf(figure)).toEqual([[256, 256]]);
  });

  test('a style of one’s own draws', async ({ page }) => {
    const figure = example(page, 'customStyle');
    await runButton(figure).click();
    expect(await resultsOf(figure)).toEqual([[512, 512]]);
  });

  test('a preview can be stopped, and drawn after all', async ({ page }) => {
    const figure = example(page, 'progress');
    await runButton(figure).click();
    await figure.getByRole('button', { name: text.stop }).click();
    await expect(figure.getByRole('status')).toHaveText(text.stopped);
    await runButton(figure).click();
    expect(await resultsOf(figure)).toEqual([[512, 512]]);
  });

  test('errors are told by their codes, after what was started before', async ({ page }) => {
    const before = example(page, 'customStyle');
    await runButton(before).click();
    const figure = example(page, 'errors');
    await runButton(figure).click();
    await resultsOf(figure);
    await expect(before.getByRole('status')).toHaveText(/^Done/);
    await expect(figure.locator('.stage-result p')).toHaveText([
      'A photo of 512 × 512 px.',
      /^NOT_AN_IMAGE: /,
    ]);
  });

  test('a worker of the page’s own draws a batch', async ({ page }) => {
    const figure = example(page, 'batch');
    await runButton(figure).click();
    expect(await resultsOf(figure)).toEqual([
      [512, 512],
      [512, 600],
    ]);
    // Its worker ends with it.
    const urls = (): readonly string[] => page.workers().map((worker) => worker.url());
    await expect.poll(() => urls().filter((url) => url.includes('batchWorker'))).toEqual([]);
  });

  test('code is copied as it is shown', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const block = example(page, 'avatar').locator('.code');
    await block.hover();
    await block.getByRole('button', { name: text.copy }).click();
    await expect(block.getByRole('button', { name: text.copied })).toBeVisible();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/^import \{ createCartoonizer, type Recipe \} from 'toonroom';/);
  });
});

test('a file that is no photo is explained in the language of the page', async ({ page }) => {
  await page.goto('/docs/zh/');
  const figure = example(page, 'firstCartoon');
  await figure.getByLabel(words.zh.chooseOwn).setInputFiles({
    name: 'notes.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('no picture'),
  });
  await figure.getByRole('button', { name: /^运行/ }).click();
  await expect(figure.getByRole('status')).toHaveText(/^NOT_AN_IMAGE: .*[\u4e00-\u9fff]/);
});
