import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { launchChromium } from '../testkit/launchChromium.ts';
import { createStaticServer, listen } from '../testkit/staticServer.ts';

/**
 * Draws the icons of the web app manifest from `public/favicon.svg`, and its screenshots with the production
 * build, into `public/icons/`.
 */
const fromRoot = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const iconsDir = fromRoot('public/icons');
/** Systems cut maskable icons to a circle of four fifths. */
const maskableScale = 0.62;

async function drawIcon(page: Page, file: string, sizePx: number, scale = 1): Promise<void> {
  const svg = await readFile(fromRoot('public/favicon.svg'), 'utf8');
  const ground = scale < 1 ? '#e5482d' : 'transparent';
  await page.setViewportSize({ width: sizePx, height: sizePx });
  await page.setContent(
    `<body style="margin:0;display:grid;place-items:center;height:100vh;background:${ground}">
      <div style="width:${scale * 100}vw">${svg}</div>`,
  );
  await page.screenshot({ path: join(iconsDir, file), omitBackground: true });
}

/** The page after a sample was drawn, as a WebP. */
async function takeScreenshot(
  browser: Browser,
  url: string,
  file: string,
  options: BrowserContextOptions,
): Promise<void> {
  const page = await browser.newPage({ locale: 'en', serviceWorkers: 'block', ...options });
  await page.goto(url);
  const sample = fromRoot('public/samples/astronaut.jpg');
  await page.locator('main > input[type="file"]').setInputFiles(sample);
  await page.locator('[data-state="drawn"][aria-busy="false"]').waitFor({ timeout: 300_000 });
  await page.waitForTimeout(1000); // The drawing comes in with a wipe.
  const png = await page.screenshot();
  const base64 = await page.evaluate(async (encoded) => {
    const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes]));
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
    canvas.getContext('2d')!.drawImage(bitmap, 0, 0);
    return canvas.toDataURL('image/webp', 0.85).split(',')[1]!;
  }, png.toString('base64'));
  await writeFile(join(iconsDir, file), Buffer.from(base64, 'base64'));
  await page.close();
}

await mkdir(iconsDir, { recursive: true });
const browser = await launchChromium();
const server = createStaticServer(fromRoot('dist'));
try {
  const url = await listen(server);
  const page = await browser.newPage();
  await drawIcon(page, '192.png', 192);
  await drawIcon(page, '512.png', 512);
  await drawIcon(page, 'maskable-512.png', 512, maskableScale);
  await takeScreenshot(browser, url, 'screenshot-wide.webp', {
    viewport: { width: 1440, height: 900 },
  });
  await takeScreenshot(browser, url, 'screenshot-narrow.webp', {
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
  });
} finally {
  await browser.close();
  server.close();
}
