import { mkdir, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import { chromiumArguments, chromiumPath } from './chromium.ts';
import { createStaticServer } from './staticServer.ts';

/**
 * Draws the sample portraits with the production build, as a visitor would, into
 * `public/samples/*-drawn.webp`: what the start page shows beside each photo.
 */
const SAMPLES = ['astronaut', 'grace-hopper'];

const fromRoot = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const samplesDir = fromRoot('public/samples');

async function saveDrawing(page: Page, name: string): Promise<void> {
  await page.locator('input[type="file"]').setInputFiles(join(samplesDir, `${name}.jpg`));
  await page.locator('[data-state="developing"]').waitFor({ timeout: 60_000 });
  await page.locator('[data-state="drawn"][aria-busy="false"]').waitFor({ timeout: 300_000 });
  await page.getByRole('radio', { name: 'WebP' }).check({ force: true });
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download', exact: true }).click();
  await (await download).saveAs(join(samplesDir, `${name}-drawn.webp`));
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
  await mkdir(samplesDir, { recursive: true });
  const page = await browser.newPage({ locale: 'en' });
  await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
  for (const name of SAMPLES) {
    await rm(join(samplesDir, `${name}-drawn.webp`), { force: true });
    await saveDrawing(page, name);
    console.log(`Drew ${name}.`);
  }
} finally {
  await browser.close();
  server.close();
}
