import type { Page } from '@playwright/test';
import type { Harness } from './harness.ts';
import { createBadManifest, judgeManifest } from './manifests.ts';
import type { Answer } from './page.ts';
import { createRandom, type Random } from './random.ts';

const manifestCount = 20;
const modelCount = 20;

type Judge = (what: string, complaint: string | undefined) => void;

/** Runs `call` while the server seems to answer `pattern` with `body`. */
async function withAnswer<T>(
  page: Page,
  pattern: string,
  body: string | Buffer,
  call: () => Promise<T>,
): Promise<T> {
  await page.route(pattern, (route) => route.fulfill({ body }));
  try {
    return await call();
  } finally {
    await page.unroute(pattern);
  }
}

function complaintUnless(expected: string, answer: Answer): string | undefined {
  const name = answer.kind === 'refused' ? answer.code : answer.kind;
  return name === expected ? undefined : `${JSON.stringify(answer)} instead of ${expected}`;
}

/** Serves bad manifests to the real engine, which must take and refuse the same ones as `judgeManifest`. */
export async function offerBadManifests(
  harness: Harness,
  sound: string,
  seed: number,
  judge: Judge,
): Promise<void> {
  const page = await harness.page();
  const styles = (): Promise<Answer> => page.evaluate(() => globalThis.fuzzPage!.styles());
  const texts = Array.from({ length: manifestCount }, (_, index) =>
    createBadManifest(sound, seed, index),
  );
  const noJson = [sound.slice(0, -9), '', '['.repeat(1_000_000)];
  for (const [index, body] of [...noJson, ...texts].entries()) {
    const isJson = index >= noJson.length;
    const expected = isJson && judgeManifest(body) === 'accepted' ? 'done' : 'MODEL_CORRUPT';
    const answer = await withAnswer(page, '**/models/manifest.json', body, styles);
    judge(`manifest ${index} in the engine`, complaintUnless(expected, answer));
  }
}

function damaged(model: Buffer, random: Random): Buffer {
  switch (random.below(4)) {
    case 0:
      return model.subarray(0, random.below(model.length));
    case 1:
      return Buffer.concat([model, random.bytes(1 + random.below(1000))]);
    default: {
      // Of the right length: only the hash can tell.
      const changed = Buffer.from(model);
      const from = random.below(changed.length);
      const stretch = changed.subarray(from, from + random.pick([1, 1, 16, 4096]));
      for (const [at, byte] of stretch.entries()) stretch[at] = byte ^ (1 + random.below(255));
      return changed;
    }
  }
}

/**
 * Serves bad models to the real engine: each must be refused, and the runtime, which is fetched only to
 * run one, stay unloaded. `requests` grows by the path of everything that is asked of the server.
 */
export async function offerBadModels(
  harness: Harness,
  model: Buffer,
  seed: number,
  requests: readonly string[],
  judge: Judge,
): Promise<void> {
  const page = await harness.page();
  const load = (): Promise<Answer> => page.evaluate(() => globalThis.fuzzPage!.load('3d'));
  const isRuntimeLoaded = (): boolean => requests.some((url) => /\/ort-wasm[^/]*\.mjs$/.test(url));
  for (let index = 0; index < modelCount; index++) {
    const body = damaged(model, createRandom(seed, index));
    const answer = await withAnswer(page, '**/models/painter.onnx', body, load);
    judge(`model ${index}`, complaintUnless('MODEL_CORRUPT', answer));
    judge(`the runtime after model ${index}`, isRuntimeLoaded() ? 'was loaded' : undefined);
  }
  judge('the sound model', complaintUnless('done', await load()));
  judge('the runtime after the sound model', isRuntimeLoaded() ? undefined : 'was not loaded');
}
