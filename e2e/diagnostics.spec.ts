import type { Locator, Page } from '@playwright/test';
import { firstStyleId } from '#app/shared/state/settingsSlice.ts';
import type { DiagnosticsReport } from '#app/diagnostics/diagnostics.ts';
import { expect, test } from './fixtures.ts';
import { photoFile, smallPortrait } from './photos.ts';
import { bytesOf, Studio } from './studio.ts';

const panel = ({ page, text }: Studio): Locator =>
  page.getByRole('dialog', { name: text.diagnostics });

/** Opens the panel from the notes behind a button: how it ran, or what the promise means. */
async function openFrom(studio: Studio, button: string): Promise<void> {
  await studio.page.getByRole('button', { name: button }).click();
  await studio.page.getByRole('button', { name: studio.text.diagnostics }).click();
  await expect(panel(studio)).toBeVisible();
}

const readClipboard = async (page: Page): Promise<string> =>
  await page.evaluate(() => navigator.clipboard.readText());

test('the diagnostics tell how a drawing was made, and are handed on without the photo', async ({
  context,
  page,
  studio,
}) => {
  const { text } = studio;
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await studio.open();
  await openFrom(studio, text.privacyButton);
  await expect(panel(studio)).toContainText(text.diagnosticsNoBackend);
  await page.keyboard.press('Escape');

  await studio.draw(await smallPortrait(page, 'Anna at home.jpg'));
  await studio.save('jpeg');
  await openFrom(studio, text.howItRan);
  await expect(panel(studio)).toContainText('toonroom-models');
  await expect(panel(studio)).not.toContainText(text.diagnosticsKeepsNoModels);
  const [saving, drawing] = ['encode', 'render'].map((kind) =>
    panel(studio).locator(`[data-job="${kind}"][data-outcome="done"]`),
  );
  await expect(saving!).toContainText(text.stageNames.compose);
  for (const stage of ['detect', 'landmarks', 'scene', 'face', 'compose'] as const) {
    await expect(drawing!).toContainText(text.stageNames[stage]);
  }

  await page.getByRole('button', { name: text.diagnosticsCopy }).click();
  await expect(page.getByText(text.diagnosticsCopied)).toBeVisible();
  const copied = await readClipboard(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: text.diagnosticsSave }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('toonroom-diagnostics.json');
  const saved = (await bytesOf(download)).toString();
  for (const report of [copied, saved]) {
    expect(report).not.toMatch(/Anna|blob:|localhost/);
    const { schema, backend, device, jobs, errors } = JSON.parse(report) as DiagnosticsReport;
    expect(schema).toBe('toonroom-diagnostics/1');
    expect(backend?.id).toBe('wasm');
    await expect(panel(studio)).toContainText(text.backendReasons[backend!.reason]);
    expect(device).toMatchObject({ isIsolated: true, userAgent: expect.stringMatching(/Chrom/) });
    expect(errors).toEqual([]);
    const encode = jobs.find(({ kind }) => kind === 'encode')!;
    expect(encode).toMatchObject({ outcome: 'done', backend: 'wasm', styleId: firstStyleId });
    expect(encode.photo).toEqual({ width: 320, height: 320 });
    const stages = Object.values(encode.stagesMs).reduce((sum, durationMs) => sum + durationMs, 0);
    expect(stages).toBeGreaterThan(0);
    expect(stages).toBeLessThanOrEqual(encode.totalMs + 1);
  }
});

test('the panel has the keyboard to itself and gives it back', async ({ page, studio }) => {
  const { text } = studio;
  await studio.open();
  await studio.draw(await smallPortrait(page));
  const opener = page.getByRole('button', { name: text.howItRan });
  await openFrom(studio, text.howItRan);

  const downloads: unknown[] = [];
  page.on('download', (download) => downloads.push(download));
  await page.keyboard.press('s');
  await page.keyboard.press('ArrowRight');
  for (let press = 0; press < 6; press++) {
    await page.keyboard.press('Tab');
    // From the last stop Tab may go to the browser's own bar, never to the page behind.
    const isBehind = await page.evaluate(() => {
      const { activeElement } = document;
      return activeElement !== document.body && !activeElement?.closest('dialog');
    });
    expect(isBehind).toBe(false);
  }
  await page.keyboard.press('Escape');
  await expect(panel(studio)).toBeHidden();
  await expect(opener).toBeFocused();
  await expect(studio.compare).toHaveAttribute('aria-valuenow', '25');
  await studio.drawn('portrait.jpg');
  expect(downloads).toEqual([]);

  await openFrom(studio, text.howItRan);
  await page.getByRole('button', { name: text.close }).click();
  await expect(panel(studio)).toBeHidden();
  await expect(opener).toBeFocused();
});

test.describe('in Chinese', () => {
  test.use({ locale: 'zh-CN' });

  test('a failure is told with its code and stage, but without the file’s name', async ({
    page,
  }) => {
    const studio = new Studio(page, 'zh-CN');
    const { text } = studio;
    await studio.open();
    await studio.choose(photoFile('日记.txt', Buffer.from('text'), 'text/plain'));
    await expect(studio.alert).toContainText(text.problems.NOT_AN_IMAGE.what);
    await openFrom(studio, text.privacyButton);
    const errors = panel(studio).locator('section').filter({ hasText: text.diagnosticsErrors });
    await expect(errors).toContainText('NOT_AN_IMAGE');
    await expect(errors).toContainText(text.stageNames.decode);
    await expect(panel(studio)).not.toContainText('日记');
  });
});
