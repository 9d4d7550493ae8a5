import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { describeMachine } from './bench/machine.ts';
import { peakRendererMemory, renderersOf } from '../testkit/rendererMemory.ts';
import { buildPage } from './buildPage.ts';
import { launchChromium } from '../testkit/launchChromium.ts';
import { countLive, readLive, type LiveCounts } from '../testkit/counters.ts';
import { HeapReader, type Heaps } from './leaks/heaps.ts';
import { growthPer100 } from './leaks/trend.ts';
import { createStaticServer, listen } from '../testkit/staticServer.ts';

/**
 * `npm run leaks -- --count 200`: opens, draws, encodes and releases so many photos in a row with the
 * production engine in Chromium (WASM), and weighs what is left of them.
 *
 * Writes `.cache/leaks/report.json`. Fails when, after the warm-up, a heap or the WebAssembly memory
 * gains more than 1 MB per 100 photos, or when a bitmap or a `blob:` address is left.
 */
const limitPer100Photos = 1e6;
/** Until then code is compiled, caches fill and every kind of photo, style and format has had its turn. */
const warmUpShare = 0.25;
/** Twice the kinds of photo in page.ts: what the engine keeps of the last one differs by its size. */
const sampleEvery = 8;
/** Leaves enough samples after the warm-up to lay a line through. */
const minCount = 8 * sampleEvery;

interface Sample {
  readonly photos: number;
  readonly heaps: Heaps;
  readonly live: LiveCounts;
  /** Of the whole renderer process, allocators' slack included: told, not judged. */
  readonly footprintMB: number | null;
}

const { values } = parseArgs({ options: { count: { type: 'string', default: '200' } } });
const count = Number(values.count);
if (!Number.isInteger(count) || count < minCount) {
  throw new Error(`--count takes a whole number from ${minCount}.`);
}

const outDir = fileURLToPath(new URL('../.cache/leaks', import.meta.url));

const siteDir = await buildPage('leaks');
const browser = await launchChromium();
const machine = describeMachine(browser.version());
const server = createStaticServer(siteDir);
try {
  const url = await listen(server);
  const page = await browser.newPage();
  await countLive(page);
  const heapReader = await HeapReader.of(page);
  await page.goto(`${url}scripts/leaks/index.html`);
  await page.waitForFunction(() => globalThis.leakPage !== undefined);
  const renderers = await renderersOf(browser);

  const samples: Sample[] = [];
  for (let photos = 1; photos <= count; photos++) {
    await page.evaluate((turn) => globalThis.leakPage!.draw(turn), photos);
    if (photos % sampleEvery !== 0) continue;
    const heaps = await heapReader.read();
    const peak = await peakRendererMemory(renderers, async () => undefined);
    const footprintMB = peak?.footprintMB ?? null;
    const sample = { photos, heaps, live: await readLive(page), footprintMB };
    samples.push(sample);
    console.log(JSON.stringify(sample));
  }

  const warm = samples.filter(({ photos }) => photos > count * warmUpShare);
  const growth = (weigh: (sample: Sample) => number): number =>
    Math.round(
      growthPer100(warm.map((sample) => ({ photos: sample.photos, bytes: weigh(sample) }))),
    );
  const bytesPer100Photos = {
    pageHeap: growth(({ heaps }) => heaps.page),
    engineHeap: growth(({ heaps }) => heaps.engine),
    wasmMemory: growth(({ live }) => live.wasmBytes),
  };
  const { bitmaps, urls } = samples.at(-1)!.live;
  const report = {
    date: new Date().toISOString().slice(0, 10),
    machine,
    photos: count,
    warmUpPhotos: Math.round(count * warmUpShare),
    bytesPer100Photos,
    left: { bitmaps, urls },
    samples,
  };
  await mkdir(outDir, { recursive: true });
  await writeFile(join(outDir, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
  console.log(JSON.stringify({ bytesPer100Photos, left: report.left }, null, 2));
  const isLeaking =
    Object.values(bytesPer100Photos).some((bytes) => bytes > limitPer100Photos) ||
    bitmaps + urls > 0;
  if (isLeaking) process.exitCode = 1;
} finally {
  await browser.close();
  server.close();
}
