import { readFileSync } from 'node:fs';

/** What the page fetches before it can be used: the scripts of the first paint, and what those ask for. */
const page = readFileSync('dist/index.html', 'utf8');
const first = [...page.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map(([, path]) => path);
const followers = first.flatMap((path) =>
  [...readFileSync(`dist/${path}`, 'utf8').matchAll(/["`]\.\/([^"`]+\.js)["`]/g)].map(
    ([, name]) => `assets/${name}`,
  ),
);
/** A page fetches the texts of one language: the larger file of the two counts. */
const isCounted = (path) => !path.startsWith('assets/en-');
const initialScripts = [...new Set([...first, ...followers])]
  .filter(isCounted)
  .map((path) => `dist/${path}`);

export default [
  { name: 'Initial JavaScript', path: initialScripts, gzip: true, limit: '110 kB' },
  {
    name: 'Styles',
    path: ['dist/assets/*.css', '!dist/assets/{studio,embed,docs}-*.css'],
    gzip: true,
    limit: '26 kB',
  },
  { name: 'Documentation', path: 'dist/assets/docs-{main-*.js,*.css}', gzip: true, limit: '9 kB' },
  { name: 'Embedding script', path: 'dist/toonroom-embed.js', gzip: true, limit: '2 kB' },
  { name: 'Worker', path: 'dist/assets/worker-*.js', gzip: true, limit: '150 kB' },
  { name: 'Model', path: 'dist/models/*.onnx', brotli: false, limit: '2.97 MB' },
  {
    name: 'WebAssembly runtime (no GPU)',
    path: 'dist/assets/ort-wasm-simd-threaded-*.wasm',
    limit: '2.5 MB',
  },
];
