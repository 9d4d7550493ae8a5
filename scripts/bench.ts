import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { repaint, timePhoto } from './bench/app.ts';
import { describeMachine } from './bench/machine.ts';
import { timeEdits } from './bench/edits.ts';
import { timeFrames } from './bench/frames.ts';
import { memoryOf } from './bench/memory.ts';
import { type ModelTiming, timeModel } from './bench/model.ts';
import { timeStyles } from './bench/styles.ts';
import { initialScriptGzipBytes, modelBytes } from './bench/sizes.ts';
import { launchChromium } from '../testkit/launchChromium.ts';
import { createStaticServer, listen } from '../testkit/staticServer.ts';

const samples = ['astronaut.jpg', 'grace-hopper.jpg'];
/** Of 12, 24 and 48 megapixels. */
const largeSizes = [
  { width: 4000, height: 3000 },
  { width: 6000, height: 4000 },
  { width: 8000, height: 6000 },
];

const fromRoot = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const distDir = fromRoot('dist');
const resultsFile = fromRoot('bench/results.json');
/** The network that the model replaced, from the project's history; without it there are no ratios. */
const formerGenerator = fromRoot('.cache/bench/toonroom.onnx');

const browser = await launchChromium();
// Before anything runs, so that the load is not the benchmark's own.
const machine = describeMachine(browser.version());
const server = createStaticServer(distDir);
const scratchDir = await mkdtemp(join(tmpdir(), 'toonroom-bench-'));
try {
  const url = await listen(server);

  console.log('Timing the model …');
  const modelsDir = join(distDir, 'models');
  const model = await timeModel(browser, modelsDir, formerGenerator, [1, 2]);

  const photos = samples.map((name) => join(distDir, 'samples', name));
  const large: string[] = [];
  for (const size of largeSizes) {
    const path = join(scratchDir, `${size.width}x${size.height}.jpg`);
    await repaint(browser, url, photos[0]!, path, { size });
    large.push(path);
  }
  const drawings = [];
  for (const photo of [...photos, large[0]!]) {
    console.log(`Drawing ${basename(photo)} …`);
    const mirrored = join(scratchDir, `mirrored-${basename(photo)}`);
    await repaint(browser, url, photo, mirrored, 'mirrored');
    drawings.push(await timePhoto(browser, url, photo, mirrored));
  }
  console.log('Drawing frames …');
  const frames = await timeFrames(browser, photos[0]!);
  console.log('Reading and mixing styles …');
  const styles = await timeStyles(browser, url, photos[0]!, photos[1]!);
  console.log('Painting with the brush …');
  const edits = await timeEdits(browser, url, large[0]!);
  const peakRendererMemory = [];
  for (const photo of large) {
    console.log(`Weighing ${basename(photo)} …`);
    peakRendererMemory.push(await memoryOf(url, photo));
  }

  const results = {
    date: new Date().toISOString().slice(0, 10),
    machine,
    initialScriptGzipBytes: await initialScriptGzipBytes(distDir),
    modelBytes: await modelBytes(modelsDir),
    model,
    shareOfFormerGenerator: model.map(sharesOfGenerator),
    drawings,
    frames,
    styles,
    edits,
    peakRendererMemory,
  };
  await mkdir(dirname(resultsFile), { recursive: true });
  await writeFile(resultsFile, `${JSON.stringify(results, null, 2)}\n`);
  console.log(JSON.stringify(results, null, 2));
} finally {
  server.close();
  await browser.close();
  await rm(scratchDir, { recursive: true });
}

/** The time of each stage in times of the former generator's run at 512², by stage. */
function sharesOfGenerator({ threads, stages }: ModelTiming): Record<string, number> {
  const former = stages.find(({ stage }) => stage === 'generator 512');
  const shares = stages.flatMap(({ stage, runMs }) =>
    former && stage !== former.stage
      ? [[stage, Math.round((runMs.min / former.runMs.min) * 100) / 100] as const]
      : [],
  );
  return { threads, ...Object.fromEntries(shares) };
}
