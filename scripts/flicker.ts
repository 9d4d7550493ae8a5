import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeMachine } from './bench/machine.ts';
import { buildPage } from './buildPage.ts';
import { clips } from './flicker/clips.ts';
import { launchChromium } from '../testkit/launchChromium.ts';
import { createStaticServer, listen } from '../testkit/staticServer.ts';

/**
 * `npm run flicker -- PHOTO [STYLE …]`: how steady drawn frames are, with the production engine in Chromium.
 *
 * Clips with known motion are made of the photo, with a phone's noise, and drawn as a camera's frames are. Writes
 * `.cache/flicker/report.json` and strips of consecutive frames.
 */
const [photo, ...styleIds] = process.argv.slice(2);
if (photo === undefined) throw new Error('Usage: npm run flicker -- PHOTO [STYLE …]');
const side = 512;

const outDir = fileURLToPath(new URL('../.cache/flicker', import.meta.url));
const siteDir = await buildPage('flicker');
const browser = await launchChromium();
const machine = describeMachine(browser.version());
const server = createStaticServer(siteDir);
try {
  const url = await listen(server);
  const page = await browser.newPage();
  page.on('console', (message) => console.log(message.text()));
  await page.goto(`${url}scripts/flicker/index.html`);
  await page.waitForFunction(() => globalThis.flickerPage !== undefined);
  await page.locator('input').setInputFiles(photo);
  const measured = [];
  for (const styleId of styleIds.length > 0 ? styleIds : ['3d']) {
    for (const clip of Object.keys(clips)) {
      const figures = await page.evaluate((order) => globalThis.flickerPage!.measure(...order), [
        styleId,
        clip,
        side,
      ] as const);
      const ratio = figures.drawn / figures.filmed;
      measured.push({ photo: basename(photo), styleId, clip, ratio, ...figures });
      console.log(
        `${styleId} ${clip}: ${ratio.toFixed(2)} (${figures.filmed.toFixed(2)} → ${figures.drawn.toFixed(2)}), jitter ${figures.jitterPx.toFixed(2)} px, ${figures.frameMs} ms`,
        JSON.stringify(figures.stagesMs),
      );
      await mkdir(outDir, { recursive: true });
      const strip = await page.evaluate(() => globalThis.flickerPage!.strip());
      await writeFile(join(outDir, `${styleId}-${clip}.png`), Buffer.from(strip, 'base64'));
    }
  }
  await writeFile(
    join(outDir, 'report.json'),
    `${JSON.stringify({ machine, measured }, null, 2)}\n`,
  );
} finally {
  await browser.close();
  server.close();
}
