import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { smallPortrait } from './photos.ts';
import { Studio } from './studio.ts';

// Keeping the styles for the next visit is a convenience: where the browser has no room for them or
// refuses, they run from memory.

/** Draws a photo; nothing alarming is said, only a quiet line in the diagnostics. */
async function expectDrawnFromMemory(page: Page): Promise<void> {
  const studio = new Studio(page);
  const { text } = studio;
  await studio.open();
  await studio.draw(await smallPortrait(page));
  await expect(studio.alert).toBeEmpty();
  await expect(page.getByText(text.faces(1, '1'), { exact: true })).toBeVisible();
  await studio.save('png');
  await page.getByRole('button', { name: text.howItRan }).click();
  await page.getByRole('button', { name: text.diagnostics }).click();
  const panel = page.getByRole('dialog', { name: text.diagnostics });
  await expect(panel).toContainText(text.diagnosticsKeepsNoModels);
  await expect(panel).toContainText(text.diagnosticsNoErrors);
}

test('a photo is drawn where there is no room to keep a style', async ({ page, baseURL }) => {
  const session = await page.context().newCDPSession(page);
  const origin = new URL(baseURL!).origin;
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 2000 });
  await expectDrawnFromMemory(page);
  const kept = await page.evaluate(async () => {
    const cache = await caches.open('toonroom-models');
    return (await cache.keys()).map(({ url }) => url).filter((url) => url.endsWith('.onnx'));
  });
  expect(kept).toEqual([]);
});

test('a photo is drawn where the browser may keep nothing at all', async ({
  baseURL,
  launchOptions,
}) => {
  const profile = await mkdtemp(join(tmpdir(), 'toonroom-profile-'));
  await mkdir(join(profile, 'Default'));
  // As a person does who blocks every site's data: the Cache API, locks and storage then throw.
  const settings = { profile: { default_content_setting_values: { cookies: 2 } } };
  await writeFile(join(profile, 'Default', 'Preferences'), JSON.stringify(settings));
  const context = await chromium.launchPersistentContext(profile, {
    ...launchOptions,
    baseURL: baseURL!,
    locale: 'en-GB',
    viewport: { width: 1440, height: 900 },
  });
  try {
    const page = await context.newPage();
    await page.goto('/');
    const refusal = await page.evaluate(() =>
      caches.open('toonroom-models').then(
        () => null,
        (error: unknown) => String(error),
      ),
    );
    expect(refusal).toContain('SecurityError');
    await expectDrawnFromMemory(page);
  } finally {
    await context.close();
    await rm(profile, { recursive: true, maxRetries: 10, retryDelay: 200 });
  }
});
