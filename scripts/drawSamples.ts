import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { parseManifest } from '#domain/model/styleManifest.ts';
import { launchChromium } from '../testkit/launchChromium.ts';
import { createStaticServer, listen } from '../testkit/staticServer.ts';

/**
 * Draws the sample portraits with the production build, as a visitor would, and cuts out the squares that the page
 * shows: of the first the photo and a drawing in every style, large, and the styles' thumbnails
 * (`public/samples/astronaut-*.webp`, `public/models/*.webp`); of the other the photo and one drawing.
 */
const hero = {
  name: 'astronaut',
  square: { x: 44, y: 0, side: 368, sizePx: 480 },
  thumbnail: { x: 122, y: 18, side: 204, sizePx: 288 },
} as const;
const print = {
  name: 'grace-hopper',
  styleId: 'comic',
  square: { x: 0, y: 18, side: 512, sizePx: 384 },
} as const;

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
  await page.locator('main > input[type="file"]').setInputFiles(join(samplesDir, `${name}.jpg`));
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
  const write = async (file: string, picture: Buffer, square: Square): Promise<void> =>
    writeFile(join(publicDir, file), await cutSquare(page, picture, square));
  const photoOf = (name: string): Promise<Buffer> => readFile(join(samplesDir, `${name}.jpg`));

  await choosePhoto(page, print.name);
  await chooseStyle(page, print.styleId);
  await write(`samples/${print.name}-drawn.webp`, await download(page), print.square);
  await write(`samples/${print.name}-print.webp`, await photoOf(print.name), print.square);

  await choosePhoto(page, hero.name);
  await write(`samples/${hero.name}-print.webp`, await photoOf(hero.name), hero.square);
  const { styles } = parseManifest(
    JSON.parse(await readFile(join(modelsDir, 'manifest.json'), 'utf8')),
  );
  for (const style of styles) {
    await chooseStyle(page, style.id);
    const drawing = await download(page);
    await write(`samples/${hero.name}-${style.id}.webp`, drawing, hero.square);
    await write(`models/${style.thumbnail}`, drawing, hero.thumbnail);
    console.log(`Drew ${hero.name} in ${style.id}.`);
  }
} finally {
  await browser.close();
  server.close();
}
