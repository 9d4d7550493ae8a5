import { readdirSync, readFileSync } from 'node:fs';

/** What the page itself asks for before anything else: its script and the chunks preloaded with it. */
const initialScripts = [
  ...readFileSync('dist/index.html', 'utf8').matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g),
].map(([, path]) => `dist/${path}`);

const styleNetworks = readdirSync('dist/models').filter((file) => file.endsWith('.onnx'));

export default [
  { name: 'Initial JavaScript', path: initialScripts, gzip: true, limit: '110 kB' },
  { name: 'Styles', path: 'dist/assets/*.css', gzip: true, limit: '20 kB' },
  { name: 'Worker', path: 'dist/assets/worker-*.js', gzip: true, limit: '150 kB' },
  ...styleNetworks.map((file) => ({
    name: `Style network ${file}`,
    path: `dist/models/${file}`,
    brotli: false,
    limit: '3 MB',
  })),
  {
    name: 'WebAssembly runtime (no GPU)',
    path: 'dist/assets/ort-wasm-simd-threaded-*.wasm',
    limit: '2.5 MB',
  },
];
