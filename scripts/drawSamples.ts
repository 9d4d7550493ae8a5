import { readFile, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import { chromiumArguments, chromiumPath } from './chromium.ts';
import { createStaticServer } from './staticServer.ts';

/**
 * Draws the sample portraits with the production build, as a visitor would, into
 * `public/samples/*-drawn.webp` (what the start page shows beside each photo), and cuts the style's
 * thumbnail out of the first.
 */
const SAMPLES = ['astronaut', 'grace-hopper'];
const THUMBNAIL = { x: 122, y: 18, side: 204, sizePx: 288, file: 'models/3d.webp' };

const fromRoot = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const publicDir = fromRoot('public');
const samplesDir = join(publicDir, 'samples');

async function saveDrawing(page: Page, name: string): Promise<void> {
  await page.locator('input[type="file"]').setInputFiles(join(samplesDir, `${name}.jpg`));
  await page.locator('[data-state="developing"]').waitFor({ timeout: 60_000 });
  await page.locator('[data-state="drawn"][aria-busy="false"]').waitFor({ timeout: 300_000 });
  await page.getByRole('radio', { name: 'WebP' }).check({ force: true });
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download', exact: true }).click();
  await (await download).saveAs(join(samplesDir, `${name}-drawn.webp`));
}

async function saveThumbnail(page: Page, name: string): Promise<void> {
  const drawing = await readFile(join(samplesDir, `${name}-drawn.webp`));
  const base64 = await page.evaluate(
    async ({ drawn, x, y, side, sizePx }) => {
      const bytes = Uint8Array.from(atob(drawn), (character) => character.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes]));
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = sizePx;
      const context = canvas.getContext('2d')!;
      context.imageSmoothingQuality = 'high';
      context.drawImage(bitmap, x, y, side, side, 0, 0, sizePx, sizePx);
      return canvas.toDataURL('image/webp', 0.9).split(',')[1]!;
    },
    { drawn: drawing.toString('base64'), ...THUMBNAIL },
  );
  await writeFile(join(publicDir, THUMBNAIL.file), Buffer.from(base64, 'base64'));
}

const executablePath = chromiumPath();
const browser = await chromium.launch({
  args: [...chromiumArguments],
  ...(executablePath === undefined ? {} : { executablePath }),
});
const server = createStaticServer(fromRoot('dist'));
try {
  await new Promise<void>((resolve) => {
    server.listen(0, 'localhost', resolve);
  });
  const page = await browser.newPage({ locale: 'en' });
  await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
  for (const name of SAMPLES) {
    await rm(join(samplesDir, `${name}-drawn.webp`), { force: true });
    await saveDrawing(page, name);
    console.log(`Drew ${name}.`);
  }
  await saveThumbnail(page, SAMPLES[0]!);
} finally {
  await browser.close();
  server.close();
}
