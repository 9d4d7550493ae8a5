import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { docsPlugin } from './scripts/docs/docsPlugin.ts';
import { firstPaintPlugin } from './scripts/firstPaintPlugin.ts';
import { embedScriptPlugin } from './scripts/embedScriptPlugin.ts';
import { headersPlugin } from './scripts/headersPlugin.ts';
import { isolationHeaders } from './testkit/headers.ts';
import { offlinePlugin } from './scripts/offlinePlugin.ts';
import { pageChunk } from './scripts/pageChunk.ts';
import { sitePages } from './scripts/pages.ts';
import { withShareTarget } from './scripts/shareManifest.ts';
import { billOfMaterials } from './scripts/supply/billOfMaterials.ts';
import { bundledPackages } from './scripts/supply/bundledPackages.ts';
import { licencesFile } from './scripts/supply/licences.ts';
import { shippedPackages } from './scripts/supply/shippedPackages.ts';
import { shareManifestPath } from './src/pwa/shareTarget.ts';

const root = import.meta.dirname;
const bundled = bundledPackages();

const { version } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as {
  version: string;
};

const emitTextFiles: Plugin = {
  name: 'emit-text-files',
  apply: 'build',
  generateBundle() {
    const shipped = shippedPackages(root, bundled.paths());
    const manifest = readFileSync(`${root}/public/manifest.webmanifest`, 'utf8');
    const files = {
      [shareManifestPath]: withShareTarget(manifest),
      'licences.txt': licencesFile(root, shipped),
      'sbom.cdx.json': billOfMaterials(root, shipped),
    };
    for (const [fileName, source] of Object.entries(files)) {
      this.emitFile({ type: 'asset', fileName, source });
    }
  },
};

export default defineConfig(({ mode }) => ({
  // Only `vite build --mode faults` makes a build that can be broken on purpose.
  define: {
    __FAULTS__: JSON.stringify(mode === 'faults'),
    'import.meta.env.APP_VERSION': JSON.stringify(version),
  },
  // One build serves any folder of a host: every address is relative to the file that holds it.
  base: './',
  plugins: [
    docsPlugin(),
    sitePages(root),
    react(),
    firstPaintPlugin(),
    bundled.plugin,
    emitTextFiles,
    embedScriptPlugin(),
    offlinePlugin(),
    headersPlugin(),
  ],
  resolve: {
    // Without this condition a second, inlined copy of the 14 MB runtime is bundled with the worker.
    conditions: ['onnxruntime-web-use-extern-wasm', 'module', 'browser', 'development|production'],
  },
  worker: { format: 'es', plugins: () => [bundled.plugin] },
  // Pre-bundling these on the worker's first import would reload the page in the middle of a job.
  optimizeDeps: { exclude: ['onnxruntime-web', '@mediapipe/tasks-vision'] },
  server: { headers: isolationHeaders },
  preview: { headers: isolationHeaders },
  build: {
    target: 'es2023',
    // Inlined assets would be data: addresses, which the content security policy refuses to fetch.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: pageChunk({
                firstPaint: `${root}/src/main.ts`,
                page: `${root}/src/ui/mount.tsx`,
                others: ['docs', 'embed', 'studio'].map((page) => `${root}/src/${page}/main.ts`),
              }),
            },
          ],
          includeDependenciesRecursively: false,
        },
      },
    },
  },
  test: {
    environment: 'node',
    include: [
      '{src,packages/toonroom/src}/**/*.test.ts',
      'scripts/**/*.test.ts',
      'testkit/**/*.test.ts',
    ],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default', ['json', { outputFile: '.cache/results/unit.json' }]],
  },
}));
