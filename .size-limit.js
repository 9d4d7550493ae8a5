import { readFileSync } from 'node:fs';

/** What the page fetches before it can be used: the script of the first paint, and what that one asks for. */
const [, entry] = /src="\.\/(assets\/[^"]+\.js)"/.exec(readFileSync('dist/index.html', 'utf8'));
const followers = [...readFileSync(`dist/${entry}`, 'utf8').matchAll(/["`]\.\/([^"`]+\.js)["`]/g)];
/** A page fetches the texts of one language: the larger file of the two counts. */
const isCounted = (name) => !name.startsWith('en-');
const initialScripts = [
  `dist/${entry}`,
  ...followers
    .map(([, name]) => name)
    .filter(isCounted)
    .map((name) => `dist/assets/${name}`),
];

export default [
  { name: 'Initial JavaScript', path: initialScripts, gzip: true, limit: '110 kB' },
  {
    name: 'Styles',
    path: ['dist/assets/*.css', '!dist/assets/{studio,embed,docs}-*.css'],
    gzip: true,
    limit: '26 kB',
  },
  { name: 'Worker', path: 'dist/assets/worker-*.js', gzip: true, limit: '150 kB' },
  { name: 'Model', path: 'dist/models/*.onnx', brotli: false, limit: '2.97 MB' },
  {
    name: 'WebAssembly runtime (no GPU)',
    path: 'dist/assets/ort-wasm-simd-threaded-*.wasm',
    limit: '2.5 MB',
  },
];
