import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { layers, forbiddenImports } from './layers.ts';
import { layerDirs, readLayer, readSources, rootDir } from './sources.ts';

const names = Object.keys(layers);

test('every folder of sources is a layer with a rule', () => {
  const folders = layerDirs
    .flatMap((dir) => readdirSync(dir, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
});

test.each(names)('%s imports only what it may', (name) => {
  const sources = readLayer(name);
  expect(sources.length).toBeGreaterThan(3);
  expect(forbiddenImports(name, sources)).toEqual([]);
});

test.each([
  ['domain', 'onnxruntime-web'],
  ['domain', '#engine/contract.ts'],
  ['domain', 'engine/contract.ts'],
  ['domain', 'react'],
  ['engine', '#sdk/client.ts'],
  ['engine', '#app/page/commands.ts'],
  ['sdk', '#engine/engine.ts'],
  ['sdk', '@mediapipe/tasks-vision'],
  ['pwa', '#domain/job/errors.ts'],
  ['app', '#engine/contract.ts'],
  ['app', '#ui/mount.tsx'],
  ['app', 'comlink'],
  ['ui', '#engine/contract.ts'],
  ['ui', 'onnxruntime-web/wasm'],
])('%s may not import %s', (name, wanted) => {
  const source = { path: `${name}/some.ts`, imports: [wanted] };
  expect(forbiddenImports(name, [source])).toEqual([`${name}/some.ts: ${wanted}`]);
});

test.each([
  ['e2e', 'scripts/'],
  ['scripts', 'e2e/'],
  ['testkit', 'e2e/'],
  ['testkit', 'scripts/'],
])('%s imports nothing from %s', (folder, other) => {
  const sources = readSources(folder, rootDir);
  const found = sources.flatMap(({ path, imports }) =>
    imports.filter((wanted) => wanted.startsWith(other)).map((wanted) => `${path}: ${wanted}`),
  );
  expect(sources.length).toBeGreaterThan(3);
  expect(found).toEqual([]);
});
