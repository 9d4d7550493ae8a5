import { expect, test } from 'vitest';
import { groupOf } from './fileGroups.ts';

test.each([
  ['', 'app'],
  ['assets/index-a1B2.js', 'app'],
  ['assets/worker-a1B2.js', 'app'],
  ['assets/ort-wasm-simd-threaded-a1B2.mjs', 'app'],
  ['assets/dela-gothic-one-latin.woff2', 'app'],
  ['manifest.webmanifest', 'app'],
  ['models/anime.webp', 'app'],
  ['icons/192.png', 'app'],
  ['docs/', 'docs'],
  ['docs/zh/recipes.html', 'docs'],
  ['assets/docs-a1B2.css', 'docs'],
  ['assets/ort-wasm-simd-threaded-a1B2.wasm', 'engine'],
  ['assets/ort-wasm-simd-threaded.jspi-a1B2.wasm', 'gpuEngine'],
  ['assets/vision_wasm_module_internal-a1B2.wasm', 'faces'],
  ['samples/astronaut.jpg', 'samples'],
  // The engine keeps and checks these by itself.
  ['models/toonroom.onnx', undefined],
  ['models/manifest.json', undefined],
  ['mediapipe/face_landmarker.task', undefined],
  // Nobody asks for these without a network.
  ['icons/screenshot-wide.webp', undefined],
  ['licences.txt', undefined],
  ['_headers', undefined],
] as const)('%j belongs to %s', (path, group) => {
  expect(groupOf(path)).toBe(group);
});
