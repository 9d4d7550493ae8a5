import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildPage } from './buildPage.ts';
import { corpus } from './fuzz/corpus/corpus.ts';
import { complaintAbout, Harness, type Outcome } from './fuzz/harness.ts';
import { createBadManifest, judgeManifest } from './fuzz/manifests.ts';
import { offerBadManifests, offerBadModels } from './fuzz/models.ts';
import { createBadFile, type BadFile } from './fuzz/mutate.ts';
import { createStaticServer, listen } from '../testkit/staticServer.ts';

/**
 * `npm run fuzz -- [--count N] [--seed S] [--only INDEX]`: opens N bad files with the production engine in
 * Chromium, then offers it bad manifests and models. Every file must end in a picture or in a proper error
 * code, and a good photo must look the same all the way through.
 *
 * Writes `.cache/fuzz/report.json`, and each file that failed beside it; `--only` runs that one again.
 */
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});
const [count, seed] = [wholeNumber('count', values.count), wholeNumber('seed', values.seed)];
const only = values.only === undefined ? undefined : wholeNumber('only', values.only);

/** So many bad files lie between two drawings of the good photo. */
const filesPerDrawing = 50;
/** Of so many bad files one that opens is drawn as well, which takes a hundred times as long. */
const filesPerBadDrawing = 10;
const manifestsPerFile = 5;

const fromRoot = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const outDir = fromRoot('.cache/fuzz');
const resultsDir = fromRoot('.cache/results');

interface Failure {
  readonly what: string;
  readonly complaint: string;
  readonly again?: string;
}

const failures: Failure[] = [];
const outcomes: Record<string, number> = {};
let passed = 0;

function judge(what: string, complaint: string | undefined, again?: string): void {
  if (complaint === undefined) {
    passed += 1;
    return;
  }
  failures.push({ what, complaint, ...(again !== undefined && { again }) });
  console.error(`${what}: ${complaint}`);
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${name} is a whole number, not "${text}"`);
  return Number(text);
}

function tally(outcome: Outcome): void {
  const name = outcome.kind === 'refused' ? outcome.code : outcome.kind;
  outcomes[name] = (outcomes[name] ?? 0) + 1;
}

/** The corpus is sound: what is made of it would prove nothing otherwise. */
async function openCorpus(harness: Harness): Promise<void> {
  for (const { name, format, bytes } of corpus) {
    const file = { bytes, type: `image/${format}`, recipe: name };
    const outcome = await harness.open(file, false);
    // No Chromium decodes HEIC.
    const isFine =
      format === 'heic'
        ? outcome.kind === 'refused' && outcome.code === 'UNSUPPORTED_HEIC'
        : outcome.kind === 'done';
    judge(`${format} ${name}, untouched`, isFine ? undefined : JSON.stringify(outcome));
  }
}

async function openBadFile(harness: Harness, index: number, draws: boolean): Promise<Outcome> {
  const file = createBadFile(seed, index);
  const outcome = await harness.open(file, draws);
  tally(outcome);
  const complaint = complaintAbout(file, outcome);
  judge(`${index}, ${file.recipe}`, complaint, `npm run fuzz -- --seed ${seed} --only ${index}`);
  if (complaint !== undefined) await save(file, index);
  return outcome;
}

async function save({ bytes }: BadFile, index: number): Promise<void> {
  await writeFile(join(outDir, `${seed}-${index}.bin`), bytes);
}

/** Opens all of them; how many were drawn as well. */
async function openBadFiles(harness: Harness): Promise<number> {
  const kept = await harness.drawKept();
  let drawsNext = false;
  let drawn = 0;
  for (let index = 0; index < count; index++) {
    drawsNext ||= index % filesPerBadDrawing === 0;
    const outcome = await openBadFile(harness, index, drawsNext);
    if (drawsNext && outcome.kind === 'done') {
      drawn += 1;
      drawsNext = false;
    }
    if ((index + 1) % filesPerDrawing > 0 && index + 1 < count) continue;
    const now = await harness.drawKept().catch(String);
    judge(`the good photo after file ${index}`, now === kept ? undefined : `drawn as ${now}`);
    console.log(`${index + 1} files: ${JSON.stringify(outcomes)}`);
  }
  return drawn;
}

/** Manifests by the thousand, without a browser: how many were taken and refused. */
function readBadManifests(sound: string): Readonly<Record<string, number>> {
  const answers: Record<string, number> = {};
  let complaint: string | undefined;
  for (let index = 0; index < count * manifestsPerFile; index++) {
    const text = createBadManifest(sound, seed, index);
    try {
      const answer = judgeManifest(text);
      answers[answer] = (answers[answer] ?? 0) + 1;
    } catch (error) {
      complaint ??= `number ${index}: ${String(error)} in ${text.slice(0, 2000)}`;
    }
  }
  judge('manifests', complaint);
  return answers;
}

await mkdir(outDir, { recursive: true });
await rm(join(outDir, 'report.json'), { force: true });
const siteDir = await buildPage('fuzz');
const requests: string[] = [];
const server = createStaticServer(siteDir);
server.on('request', ({ url }) => requests.push(url ?? ''));
const harness = new Harness(`${await listen(server)}scripts/fuzz/index.html`);
try {
  if (only !== undefined) {
    console.log(await openBadFile(harness, only, true));
  } else {
    const sound = await readFile(join(siteDir, 'models/manifest.json'), 'utf8');
    const manifests = readBadManifests(sound);
    const model = await readFile(
      join(siteDir, 'models', JSON.parse(sound).model.files.painter.file),
    );
    await offerBadManifests(harness, sound, seed, judge);
    await offerBadModels(harness, model, seed, requests, judge);
    await harness.close();
    await openCorpus(harness);
    const drawn = await openBadFiles(harness);
    const failed = failures.length;
    const report = { seed, count, passed, failed, outcomes, drawn, manifests, failures };
    const text = `${JSON.stringify(report, null, 2)}\n`;
    await mkdir(resultsDir, { recursive: true });
    await writeFile(join(outDir, 'report.json'), text);
    await writeFile(join(resultsDir, 'fuzz.json'), text);
    console.log(text);
  }
} finally {
  await harness.close();
  server.close();
}
if (failures.length > 0) process.exitCode = 1;
