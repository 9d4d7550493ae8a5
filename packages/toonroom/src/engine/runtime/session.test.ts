import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { type ModelPart, parseManifest } from '#domain/model/styleManifest.ts';
import { readSelfTest, selfTestMaxDiff, selfTestSteps } from './selfTestRun.ts';
import { createSession, loadOrt } from './session.ts';

/** One level of 255: the exporter's own runtime computed the stored picture, the browser's may round differently. */
const tolerance = 1 / 255;

const modelsUrl = new URL('../../../../../public/models/', import.meta.url);
const ortDir = pathToFileURL(
  `${dirname(createRequire(import.meta.url).resolve('onnxruntime-web'))}/`,
);

const { model } = parseManifest(
  JSON.parse(await readFile(new URL('manifest.json', modelsUrl), 'utf8')),
);

test('the web runtime draws what the exporter stored', async () => {
  const urls = {
    mjsUrl: new URL('ort-wasm-simd-threaded.mjs', ortDir).href,
    wasmUrl: new URL('ort-wasm-simd-threaded.wasm', ortDir).href,
  };
  const ort = await loadOrt('wasm', urls, 1);
  const open = async (part: ModelPart) => {
    const { file, bytes } = model.files[part];
    const graph = await readFile(new URL(file, modelsUrl));
    expect(graph.byteLength).toBe(bytes);
    return await createSession(ort, 'wasm', graph);
  };
  const sessions = {
    encoder: await open('encoder'),
    palette: await open('palette'),
    mixer: await open('mixer'),
    fields: await open('fields'),
    painter: await open('painter'),
  };
  const stored = readSelfTest(model, await readFile(new URL(model.selfTest.file, modelsUrl)));
  let steps = 0;
  const maxDiff = await selfTestMaxDiff(sessions, stored, () => {
    steps += 1;
  });
  expect(maxDiff).toBeLessThanOrEqual(tolerance);
  expect(steps).toBe(selfTestSteps);
  for (const session of Object.values(sessions)) await session.release();
});
