import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { parseManifest } from '#domain/styleManifest.ts';
import { launchChromium } from './launchChromium.ts';
import { createStaticServer, listen } from './staticServer.ts';

/**
 * Draws the sample portraits with the production build, as a visitor would: each in one style into
 * `public/samples/*-drawn.webp` (what the start page shows beside each photo), and the first in every
 * style, for the thumbnails.
 */
const SAMPLES = [
  { name: 'astronaut', styleId: '3d' },
  { name: 'grace-hopper', styleId: 'comic' },
] as const;
const THUMBNAIL = { name: 'astronaut', x: 122, y: 18, side: 204, sizePx: 288 } as const;

const fromRoot = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const publicDir = fromRoot('public');
const samplesDir = join(publicDir, 'samples');
const modelsDir = join(publicDir, 'models');

async function choosePhoto(page: Page, name: string): Promise<void> {
  await page.locator('input[type="file"]').setInputFiles(join(samplesDir, `${name}.jpg`));
  await page.locator('[data-state="developing"]').waitFor({ timeout: 60_000 });
  await drawn(page);
}

async function chooseStyle(page: Page, styleId: string): Promise<void> {
  await page.locator(`input[name="style"][value="${styleId}"]`).check({ force: true });
  await drawn(page);
}

async function drawn(page: Page): Promise<void> {
  await page.locator('[data-state="drawn"][aria-busy="false"]').waitFor({ timeout: 300_000 });
}

async function download(page: Page): Promise<Buffer> {
  await page.getByRole('radio', { name: 'WebP' }).check({ force: true });
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download', exact: true }).click();
  return await readFile(await (await waiting).path());
}

async function thumbnail(page: Page, drawing: Buffer): Promise<Buffer> {
  const base64 = await page.evaluate(
    async ({ encoded, x, y, side, sizePx }) => {
      const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes]));
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = sizePx;
      const context = canvas.getContext('2d')!;
      context.imageSmoothingQuality = 'high';
      context.drawImage(bitmap, x, y, side, side, 0, 0, sizePx, sizePx);
      return canvas.toDataURL('image/webp', 0.9).split(',')[1]!;
    },
    { encoded: drawing.toString('base64'), ...THUMBNAIL },
  );
  return Buffer.from(base64, 'base64');
}

const browser = await launchChromium();
const server = createStaticServer(fromRoot('dist'));
try {
  const url = await listen(server);
  const page = await browser.newPage({ locale: 'en' });
  await page.goto(url);
  for (const { name, styleId } of SAMPLES) {
    await choosePhoto(page, name);
    await chooseStyle(page, styleId);
    await writeFile(join(samplesDir, `${name}-drawn.webp`), await download(page));
    console.log(`Drew ${name}.`);
  }
  await choosePhoto(page, THUMBNAIL.name);
  const { styles } = parseManifest(
    JSON.parse(await readFile(join(modelsDir, 'manifest.json'), 'utf8')),
  );
  for (const style of styles) {
    await chooseStyle(page, style.id);
    await writeFile(join(modelsDir, style.thumbnail), await thumbnail(page, await download(page)));
    console.log(`Drew the thumbnail of ${style.id}.`);
  }
} finally {
  await browser.close();
  server.close();
}
