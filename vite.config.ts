import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { headersFile, isolationHeaders } from './scripts/headers.ts';
import { licencesFile } from './scripts/licences.ts';

const { version } = JSON.parse(readFileSync(`${import.meta.dirname}/package.json`, 'utf8')) as {
  version: string;
};

const emitTextFiles: Plugin = {
  name: 'emit-text-files',
  apply: 'build',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: '_headers', source: headersFile() });
    this.emitFile({
      type: 'asset',
      fileName: 'licences.txt',
      source: licencesFile(import.meta.dirname),
    });
  },
};

export default defineConfig({
  plugins: [react(), emitTextFiles],
  define: { 'import.meta.env.APP_VERSION': JSON.stringify(version) },
  resolve: {
    // Without this condition a second, inlined copy of the 14 MB runtime is bundled with the worker.
    conditions: ['onnxruntime-web-use-extern-wasm', 'module', 'browser', 'development|production'],
  },
  worker: { format: 'es' },
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
  },
  test: {
    environment: 'node',
    include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'],
    testTimeout: 60_000,
    reporters: ['default', ['json', { outputFile: '.cache/results/unit.json' }]],
  },
});
