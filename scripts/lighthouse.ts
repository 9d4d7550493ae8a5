import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from '@playwright/test';
import { describeMachine } from './bench/machine.ts';
import { chromiumArguments, chromiumPath } from '../testkit/chromium.ts';
import { launchChromium } from '../testkit/launchChromium.ts';
import { createStaticServer, listen } from '../testkit/staticServer.ts';

/**
 * `npm run lighthouse`: Lighthouse's judgement of the production build's first page, as a desktop and as a phone
 * (which it simulates with a slow network and a processor four times as slow).
 *
 * Writes `bench/lighthouse.json`, and its own reports to `.cache/lighthouse/`. Fails when a figure misses its goal.
 * Lighthouse is fetched when it is needed, in the version named here: it brings some 200 packages that nothing
 * else needs, which are better not installed with the rest.
 */
const lighthousePackage = 'lighthouse@12.8.2';

const scoreGoals = { performance: 0.95, accessibility: 1, 'best-practices': 1 } as const;
const runCount = 3;

const lcpGoalMs = 1500;
const clsGoal = 0.02;

/** What is read of a Lighthouse result. */
interface LighthouseResult {
  readonly categories: Readonly<Record<string, { readonly score: number }>>;
  readonly audits: Readonly<Record<string, { readonly numericValue?: number }>>;
}

interface Judgement {
  /** 0..1 */
  readonly scores: Readonly<Record<string, number>>;
  readonly largestContentfulPaintMs: number;
  readonly firstContentfulPaintMs: number;
  readonly totalBlockingTimeMs: number;
  readonly cumulativeLayoutShift: number;
}

const fromRoot = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const reportDir = fromRoot('.cache/lighthouse');

/** The middle one of several judgements: a phone's time depends on which file happens to come first. */
async function judge(url: string, device: 'desktop' | 'mobile'): Promise<Judgement> {
  const judgements: Judgement[] = [];
  while (judgements.length < runCount) judgements.push(await judgeOnce(url, device));
  const sorted = judgements.toSorted((a, b) => a.scores['performance']! - b.scores['performance']!);
  return sorted[(runCount - 1) / 2]!;
}

async function judgeOnce(url: string, device: 'desktop' | 'mobile'): Promise<Judgement> {
  const path = join(reportDir, device);
  const flags = ['--headless=new', ...chromiumArguments].join(' ');
  await promisify(execFile)(
    'npx',
    [
      '--yes',
      lighthousePackage,
      url,
      '--quiet',
      '--output=json',
      '--output=html',
      `--output-path=${path}`,
      `--chrome-flags=${flags}`,
      ...(device === 'desktop' ? ['--preset=desktop'] : []),
    ],
    { env: { ...process.env, CHROME_PATH: chromiumPath() ?? chromium.executablePath() } },
  );
  const report = await readFile(`${path}.report.json`, 'utf8');
  const { categories, audits } = JSON.parse(report) as LighthouseResult;
  const value = (audit: string): number => audits[audit]?.numericValue ?? Number.NaN;
  return {
    scores: Object.fromEntries(
      Object.keys(scoreGoals).map((name) => [name, categories[name]?.score ?? Number.NaN]),
    ),
    largestContentfulPaintMs: Math.round(value('largest-contentful-paint')),
    firstContentfulPaintMs: Math.round(value('first-contentful-paint')),
    totalBlockingTimeMs: Math.round(value('total-blocking-time')),
    cumulativeLayoutShift: Math.round(value('cumulative-layout-shift') * 1000) / 1000,
  };
}

/** What a judgement lacks of the goals; only a fast device and network are held to the time. */
function misses(device: string, judgement: Judgement): readonly string[] {
  const { scores, largestContentfulPaintMs, cumulativeLayoutShift } = judgement;
  const missed = Object.entries(scoreGoals)
    .filter(([name, goal]) => !(scores[name]! >= goal))
    .map(([name, goal]) => `${name} ${scores[name]} < ${goal}`);
  if (!(cumulativeLayoutShift < clsGoal)) missed.push(`CLS ${cumulativeLayoutShift}`);
  if (device === 'desktop' && !(largestContentfulPaintMs < lcpGoalMs)) {
    missed.push(`LCP ${largestContentfulPaintMs} ms`);
  }
  return missed.map((miss) => `${device}: ${miss}`);
}

await mkdir(reportDir, { recursive: true });
const browser = await launchChromium();
const machine = describeMachine(browser.version());
await browser.close();
const server = createStaticServer(fromRoot('dist'));
try {
  const url = await listen(server);
  const desktop = await judge(url, 'desktop');
  const mobile = await judge(url, 'mobile');
  const date = new Date().toISOString().slice(0, 10);
  const results = { date, machine, lighthouse: lighthousePackage, desktop, mobile };
  await writeFile(fromRoot('bench/lighthouse.json'), `${JSON.stringify(results, null, 2)}\n`);
  console.log(JSON.stringify(results, null, 2));
  const missed = [...misses('desktop', desktop), ...misses('mobile', mobile)];
  if (missed.length > 0) {
    console.error(missed.join('\n'));
    process.exitCode = 1;
  }
} finally {
  server.close();
}
