import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { parseManifest } from '#domain/styleManifest.ts';
import { createSession, loadOrt } from './session.ts';
import { selfTestMaxDiff } from './selfTestRun.ts';

/** The exporter's own runtime computed the stored picture; the browser's may differ by rounding. */
const TOLERANCE = 1e-3;

const modelsUrl = new URL('../../public/models/', import.meta.url);
const ortDir = pathToFileURL(
  `${dirname(createRequire(import.meta.url).resolve('onnxruntime-web'))}/`,
);

const manifest = parseManifest(
  JSON.parse(await readFile(new URL('manifest.json', modelsUrl), 'utf8')),
);

test.each(manifest.styles)('the web runtime draws what the exporter stored: $id', async (style) => {
  const urls = {
    mjsUrl: new URL('ort-wasm-simd-threaded.mjs', ortDir).href,
    wasmUrl: new URL('ort-wasm-simd-threaded.wasm', ortDir).href,
  };
  const ort = await loadOrt('wasm', urls, 1);
  const model = await readFile(new URL(style.file, modelsUrl));
  const stored = await readFile(new URL(style.selfTest.file, modelsUrl));
  expect([model.byteLength, stored.byteLength]).toEqual([style.bytes, style.selfTest.bytes]);
  const session = await createSession(ort, 'wasm', model);
  expect(await selfTestMaxDiff(session, style, stored)).toBeLessThanOrEqual(TOLERANCE);
  await session.release();
});
