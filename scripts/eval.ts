import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeMachine } from './bench/machine.ts';
import { buildPage } from './buildPage.ts';
import type { DrawnPhoto } from './eval/page.ts';
import { type KnownFace, matchFaces, recallTable } from './eval/recall.ts';
import { summarise } from './eval/summary.ts';
import { launchChromium } from '../testkit/launchChromium.ts';
import { createStaticServer, listen } from '../testkit/staticServer.ts';

/**
 * `npm run eval -- DIR [STYLE …]`: draws every photo of a folder with the production engine in Chromium.
 *
 * Writes `.cache/eval/report.json` (per photo: timings, notices, every face's figures; where DIR has a
 * `truth.json`, the recall of its faces) and `.cache/eval/sheet.jpg`. A photo that the engine refuses is
 * listed with its error.
 */
const [directory, ...styleIds] = process.argv.slice(2);
if (directory === undefined) throw new Error('Usage: npm run eval -- DIR [STYLE …]');

const outDir = fileURLToPath(new URL('../.cache/eval', import.meta.url));

type Judged =
  | ({ readonly photo: string; readonly styleId: string } & DrawnPhoto)
  | { readonly photo: string; readonly styleId: string; readonly error: string };

async function readTruth(): Promise<Readonly<Record<string, readonly KnownFace[]>>> {
  const text = await readFile(join(directory!, 'truth.json'), 'utf8').catch(() => '{}');
  return JSON.parse(text) as Record<string, KnownFace[]>;
}

const siteDir = await buildPage('eval');
const files = (await readdir(directory)).filter((name) =>
  /\.(jpe?g|png|webp|avif|gif|bmp)$/i.test(name),
);
const truth = await readTruth();
const browser = await launchChromium();
const machine = describeMachine(browser.version());
const server = createStaticServer(siteDir);
try {
  const url = await listen(server);
  const page = await browser.newPage();
  await page.goto(`${url}scripts/eval/index.html`);
  await page.waitForFunction(() => globalThis.evalPage !== undefined);
  const judged: Judged[] = [];
  for (const styleId of styleIds.length > 0 ? styleIds : ['3d']) {
    for (const photo of files.toSorted()) {
      await page.locator('input').setInputFiles(join(directory, photo));
      try {
        const drawn = await page.evaluate((style) => globalThis.evalPage!.draw(style), styleId);
        judged.push({ photo, styleId, ...drawn });
        console.log(`${photo} ${styleId}: ${drawn.faces.length} faces, ${drawn.drawnMs} ms`);
      } catch (error) {
        judged.push({ photo, styleId, error: String(error) });
        console.log(`${photo} ${styleId}: ${String(error)}`);
      }
    }
  }
  const known = judged.flatMap((drawn) => {
    const faces = truth[drawn.photo];
    if (!faces || 'error' in drawn) return [];
    const { isFound, strangers } = matchFaces(
      faces,
      drawn.faces.map(({ box }) => box),
    );
    return [
      {
        photo: drawn.photo,
        strangers,
        faces: faces.map((face, index) => ({ face, isFound: isFound[index]! })),
      },
    ];
  });
  const recall = recallTable(known.flatMap(({ faces }) => faces));
  const missed = known.flatMap(({ photo, faces }) =>
    faces.filter(({ isFound }) => !isFound).map(({ face }) => ({ photo, ...face })),
  );
  const strangers = known.reduce((sum, picture) => sum + picture.strangers, 0);
  const detection = known.length > 0 ? { recall, strangers, missed } : undefined;
  const drawn = judged.flatMap((photo) => ('error' in photo ? [] : [photo]));
  const styles = Object.fromEntries(
    [...new Set(drawn.map(({ styleId }) => styleId))].map((styleId) => {
      const faces = drawn
        .filter((photo) => photo.styleId === styleId)
        .flatMap((photo) => photo.faces);
      return [styleId, summarise(faces.flatMap(({ fidelity }) => fidelity ?? []))];
    }),
  );
  const report = {
    date: new Date().toISOString().slice(0, 10),
    machine,
    detection,
    styles,
    photos: judged,
  };
  await mkdir(outDir, { recursive: true });
  await writeFile(join(outDir, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
  const sheet = await page.evaluate(() => globalThis.evalPage!.sheet());
  await writeFile(join(outDir, 'sheet.jpg'), Buffer.from(sheet, 'base64'));
  console.log(JSON.stringify({ styles, ...(detection && { recall, strangers }) }, null, 2));
} finally {
  await browser.close();
  server.close();
}
