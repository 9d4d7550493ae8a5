import type { Browser } from '@playwright/test';
import type { FrameTiming } from '../flicker/page.ts';
import { buildPage } from '../buildPage.ts';
import { isolationHeaders, securityHeaders } from '../../testkit/headers.ts';
import { createStaticServer, listen } from '../../testkit/staticServer.ts';

export interface FrameRow extends FrameTiming {
  readonly frame: string;
  /** Side of the head's crop, px. */
  readonly headPx: number;
}

/** In the sample, the side of the head's crop, px. */
const sampleHeadPx = 229;
const frames = [
  { name: '480p', width: 854, height: 480 },
  { name: '720p', width: 1280, height: 720 },
] as const;
const headSizes = [256, 512];

/** Frames per second of the production engine in WASM, with all threads and with one. */
export async function timeFrames(browser: Browser, samplePath: string): Promise<FrameRow[]> {
  const siteDir = await buildPage('flicker');
  const rows: FrameRow[] = [];
  // Without isolation there are no threads.
  const names = new Set(Object.keys(isolationHeaders));
  const single = Object.fromEntries(
    Object.entries(securityHeaders).filter(([name]) => !names.has(name)),
  );
  for (const headers of [securityHeaders, single]) {
    const server = createStaticServer(siteDir, headers);
    const page = await browser.newPage();
    try {
      await page.goto(`${await listen(server)}scripts/flicker/index.html`);
      await page.waitForFunction(() => globalThis.flickerPage !== undefined);
      await page.locator('input').setInputFiles(samplePath);
      for (const { name, width, height } of frames) {
        for (const headPx of headSizes) {
          const order = { width, height, scale: headPx / sampleHeadPx, backend: 'wasm' } as const;
          const timing = await page.evaluate((given) => globalThis.flickerPage!.time(given), order);
          rows.push({ frame: name, headPx, ...timing });
        }
      }
    } finally {
      await page.close();
      server.close();
    }
  }
  return rows;
}
