import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { isolationHeaders } from './scripts/headers.ts';

export default defineConfig({
  plugins: [react()],
  resolve: {
    // Without this condition a second, inlined copy of the 14 MB runtime is bundled with the worker.
    conditions: ['onnxruntime-web-use-extern-wasm', 'module', 'browser', 'development|production'],
  },
  worker: { format: 'es' },
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
  },
});
