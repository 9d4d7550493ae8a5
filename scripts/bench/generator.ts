import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Browser } from '@playwright/test';
import type * as Ort from 'onnxruntime-web';
import { createStaticServer, listen } from '../staticServer.ts';

export interface GeneratorTiming {
  readonly threads: number;
  readonly sessionMs: number;
  readonly runMs: { readonly min: number; readonly median: number };
}

const SIDE = 512;
const RUNS = 5;
const RUNTIME_FILES = [
  'ort.wasm.min.mjs',
  'ort-wasm-simd-threaded.mjs',
  'ort-wasm-simd-threaded.wasm',
];

/** Times the network alone at 512² on the WebAssembly backend, in a page of its own per thread count. */
export async function timeGenerator(
  browser: Browser,
  modelFile: string,
  code: readonly number[],
  threadCounts: readonly number[],
): Promise<GeneratorTiming[]> {
  const root = await mkdtemp(join(tmpdir(), 'toonroom-bench-'));
  const runtimeDir = dirname(createRequire(import.meta.url).resolve('onnxruntime-web'));
  for (const file of RUNTIME_FILES) await copyFile(join(runtimeDir, file), join(root, file));
  await copyFile(modelFile, join(root, 'model.onnx'));
  await writeFile(join(root, 'index.html'), '<!doctype html><title>Generator</title>');
  const server = createStaticServer(root);
  try {
    const url = await listen(server);
    const timings: GeneratorTiming[] = [];
    for (const threads of threadCounts) {
      timings.push(await timeIn(browser, url, code, threads));
    }
    return timings;
  } finally {
    server.close();
    await rm(root, { recursive: true });
  }
}

async function timeIn(
  browser: Browser,
  url: string,
  code: readonly number[],
  threads: number,
): Promise<GeneratorTiming> {
  const page = await browser.newPage();
  await page.goto(url);
  // No named function inside: the TypeScript runner would wrap it in a helper the page lacks.
  const { sessionMs, runsMs } = await page.evaluate(
    async ({ styleCode, threadCount, side, runs }) => {
      const address = '/ort.wasm.min.mjs';
      const ort = (await import(address)) as typeof Ort;
      ort.env.wasm.numThreads = threadCount;
      ort.env.wasm.wasmPaths = '/';
      const created = performance.now();
      const session = await ort.InferenceSession.create('/model.onnx', {
        executionProviders: ['wasm'],
      });
      const tookMs = performance.now() - created;
      const inputs = {
        photo: new ort.Tensor('float32', new Float32Array(3 * side * side), [1, 3, side, side]),
        guide: new ort.Tensor('float32', new Float32Array(9 * side * side), [1, 9, side, side]),
        style: new ort.Tensor('float32', new Float32Array(styleCode), [1, styleCode.length]),
      };
      const feeds = Object.fromEntries(
        Object.entries(inputs).filter(([name]) => session.inputNames.includes(name)),
      );
      const durations: number[] = [];
      // One run more than counted: the first one allocates.
      for (let run = 0; run <= runs; run++) {
        const started = performance.now();
        const outputs = await session.run(feeds);
        durations.push(performance.now() - started);
        for (const tensor of Object.values(outputs)) tensor.dispose();
      }
      return { sessionMs: tookMs, runsMs: durations.slice(1) };
    },
    { styleCode: [...code], threadCount: threads, side: SIDE, runs: RUNS },
  );
  await page.close();
  const sorted = runsMs.toSorted((a, b) => a - b);
  return {
    threads,
    sessionMs: Math.round(sessionMs),
    runMs: { min: Math.round(sorted[0]!), median: Math.round(sorted[RUNS >> 1]!) },
  };
}
