import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { parseManifest } from '#domain/styleManifest.ts';
import { launchChromium } from './launchChromium.ts';
import { createStaticServer, listen } from './staticServer.ts';

/**
 * Draws the sample portraits with the production build, as a visitor would: each in one style, a square
 * of which the start page shows beside the same square of the photo (`public/samples/*-drawn.webp`,
 * `*-print.webp`), and the first in every style, for the thumbnails.
 */
const SAMPLES = [
  { name: 'astronaut', styleId: '3d', square: { x: 0, y: 0, side: 512, sizePx: 384 } },
  { name: 'grace-hopper', styleId: 'comic', square: { x: 0, y: 18, side: 512, sizePx: 384 } },
] as const;
const THUMBNAIL = { name: 'astronaut', square: { x: 122, y: 18, side: 204, sizePx: 288 } } as const;

interface Square {
  readonly x: number;
  readonly y: number;
  readonly side: number;
  /** Of what becomes of it. */
  readonly sizePx: number;
}

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

/** A square of a picture as WebP. */
async function cutSquare(page: Page, picture: Buffer, square: Square): Promise<Buffer> {
  const base64 = await page.evaluate(
    async ({ encoded, x, y, side, sizePx }) => {
      const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes]));
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = sizePx;
      const context = canvas.getContext('2d')!;
      context.imageSmoothingQuality = 'high';
      context.drawImage(bitmap, x, y, side, side, 0, 0, sizePx, sizePx);
      return canvas.toDataURL('image/webp', 0.85).split(',')[1]!;
    },
    { encoded: picture.toString('base64'), ...square },
  );
  return Buffer.from(base64, 'base64');
}

const browser = await launchChromium();
const server = createStaticServer(fromRoot('dist'));
try {
  const url = await listen(server);
  const page = await browser.newPage({ locale: 'en' });
  await page.goto(url);
  for (const { name, styleId, square } of SAMPLES) {
    await choosePhoto(page, name);
    await chooseStyle(page, styleId);
    const photo = await readFile(join(samplesDir, `${name}.jpg`));
    const pictures = { print: photo, drawn: await download(page) };
    for (const [kind, picture] of Object.entries(pictures)) {
      const file = join(samplesDir, `${name}-${kind}.webp`);
      await writeFile(file, await cutSquare(page, picture, square));
    }
    console.log(`Drew ${name}.`);
  }
  await choosePhoto(page, THUMBNAIL.name);
  const { styles } = parseManifest(
    JSON.parse(await readFile(join(modelsDir, 'manifest.json'), 'utf8')),
  );
  for (const style of styles) {
    await chooseStyle(page, style.id);
    const thumbnail = await cutSquare(page, await download(page), THUMBNAIL.square);
    await writeFile(join(modelsDir, style.thumbnail), thumbnail);
    console.log(`Drew the thumbnail of ${style.id}.`);
  }
} finally {
  await browser.close();
  server.close();
}
