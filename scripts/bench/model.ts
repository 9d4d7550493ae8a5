import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Browser } from '@playwright/test';
import type * as Ort from 'onnxruntime-web';
import { halveTensor, parseSelfTest, repeatTensor } from '#domain/model/selfTest.ts';
import { modelParts, parseManifest } from '#domain/model/styleManifest.ts';
import { type Tensor, vectorOf, zeroTensor } from '#domain/picture/tensor.ts';
import { createStaticServer, listen } from '../../testkit/staticServer.ts';

/** Runs of one graph. */
export interface StageTiming {
  /** Graph and side of its photo, px. */
  readonly stage: string;
  readonly sessionMs: number;
  readonly firstRunMs: number;
  readonly runMs: { readonly min: number; readonly median: number };
}

export interface ModelTiming {
  readonly threads: number;
  readonly stages: readonly StageTiming[];
}

const timedRuns = 5;
const runtimeFiles = [
  'ort.wasm.min.mjs',
  'ort-wasm-simd-threaded.mjs',
  'ort-wasm-simd-threaded.wasm',
];
/** Side of the stored picture, px. */
const storedPx = 64;

/** One graph to time; what it answers is there for the next ones. */
interface Step {
  readonly stage: string;
  readonly graph: string;
  readonly inputs: Readonly<Record<string, { readonly dims: readonly number[] }>>;
}

/**
 * Times the parts of the model on the WebAssembly backend, in a page of its own per thread count. A file of the
 * generator that the model replaced, where there is one, is timed in the same process.
 */
export async function timeModel(
  browser: Browser,
  modelsDir: string,
  generatorFile: string,
  threadCounts: readonly number[],
): Promise<ModelTiming[]> {
  const root = await mkdtemp(join(tmpdir(), 'toonroom-bench-'));
  const runtimeDir = dirname(createRequire(import.meta.url).resolve('onnxruntime-web'));
  for (const file of runtimeFiles) await copyFile(join(runtimeDir, file), join(root, file));
  await writeFile(join(root, 'index.html'), '<!doctype html><title>Model</title>');
  const steps = await writeSteps(root, modelsDir, generatorFile);
  const server = createStaticServer(root);
  try {
    const url = await listen(server);
    const timings: ModelTiming[] = [];
    for (const threads of threadCounts) {
      timings.push({ threads, stages: await timeIn(browser, url, steps, threads) });
    }
    return timings;
  } finally {
    server.close();
    await rm(root, { recursive: true });
  }
}

/** Writes graphs and inputs below `root`; the steps that use them. */
async function writeSteps(root: string, modelsDir: string, generatorFile: string): Promise<Step[]> {
  const text = await readFile(join(modelsDir, 'manifest.json'), 'utf8');
  const { model } = parseManifest(JSON.parse(text));
  for (const part of modelParts) {
    await copyFile(join(modelsDir, model.files[part].file), join(root, `${part}.onnx`));
  }
  const bytes = await readFile(join(modelsDir, model.selfTest.file));
  const stored = parseSelfTest(new Uint8Array(bytes).buffer, model.selfTest.tensors);
  const at = (name: string, px: number): Tensor => repeatTensor(stored(name), px / storedPx);
  const painterAt = (px: number) => ({
    photo: at('photo', px),
    guide: at('guide', px),
    at: stored('at'),
    scale: vectorOf([px / 512]),
  });
  const wanted: (readonly [string, string, Readonly<Record<string, Tensor>>])[] = [
    ['encoder 256', 'encoder', { view: halveTensor(at('photo', 512)) }],
    ['palette 256', 'palette', { form: at('form', 512) }],
    ['mixer', 'mixer', { palette: stored('palette'), style: stored('style') }],
    ['fields 512', 'fields', { photo: at('photo', 512), layers: at('layers', 512) }],
    ['painter 512', 'painter', painterAt(512)],
    ['painter 1024', 'painter', painterAt(1024)],
  ];
  const generator = await readFile(generatorFile).catch(() => undefined);
  if (generator) {
    await writeFile(join(root, 'generator.onnx'), generator);
    const inputs = {
      photo: zeroTensor([1, 3, 512, 512]),
      guide: zeroTensor([1, 9, 512, 512]),
      style: zeroTensor([1, 7]),
    };
    wanted.push(['generator 512', 'generator', inputs]);
  }
  const steps: Step[] = [];
  for (const [stage, graph, inputs] of wanted) {
    for (const [name, { data }] of Object.entries(inputs)) {
      await writeFile(join(root, `${stage.replace(' ', '-')}-${name}.bin`), data);
    }
    steps.push({ stage, graph, inputs });
  }
  return steps.map(({ stage, graph, inputs }) => ({
    stage,
    graph,
    inputs: Object.fromEntries(Object.entries(inputs).map(([name, { dims }]) => [name, { dims }])),
  }));
}

async function timeIn(
  browser: Browser,
  url: string,
  steps: readonly Step[],
  threads: number,
): Promise<StageTiming[]> {
  const page = await browser.newPage();
  await page.goto(url);
  // No named function inside: the TypeScript runner would wrap it in a helper the page lacks.
  const timed = await page.evaluate(
    async ({ wanted, threadCount, runs }) => {
      const address = '/ort.wasm.min.mjs';
      const ort = (await import(address)) as typeof Ort;
      ort.env.wasm.numThreads = threadCount;
      ort.env.wasm.wasmPaths = '/';
      const known: Record<string, Ort.Tensor> = {};
      const timings = [];
      for (const { stage, graph, inputs } of wanted) {
        const created = performance.now();
        const session = await ort.InferenceSession.create(`/${graph}.onnx`, {
          executionProviders: ['wasm'],
          executionMode: 'parallel',
          graphOptimizationLevel: 'disabled',
        });
        const sessionMs = performance.now() - created;
        for (const [name, { dims }] of Object.entries(inputs)) {
          const file = `/${stage.replace(' ', '-')}-${name}.bin`;
          const data = new Float32Array(await (await fetch(file)).arrayBuffer());
          known[name] = new ort.Tensor('float32', data, dims);
        }
        const feeds = Object.fromEntries(session.inputNames.map((name) => [name, known[name]!]));
        const durations: number[] = [];
        // One run more than counted: the first one allocates.
        for (let run = 0; run <= runs; run++) {
          const started = performance.now();
          const outputs = await session.run(feeds);
          durations.push(performance.now() - started);
          Object.assign(known, outputs);
        }
        await session.release();
        timings.push({ stage, sessionMs, firstRunMs: durations[0]!, runsMs: durations.slice(1) });
      }
      return timings;
    },
    { wanted: [...steps], threadCount: threads, runs: timedRuns },
  );
  await page.close();
  return timed.map(({ stage, sessionMs, firstRunMs, runsMs }) => {
    const sorted = runsMs.toSorted((a, b) => a - b);
    return {
      stage,
      sessionMs: Math.round(sessionMs),
      firstRunMs: Math.round(firstRunMs),
      runMs: { min: Math.round(sorted[0]!), median: Math.round(sorted[timedRuns >> 1]!) },
    };
  });
}
