import { join } from 'node:path';
import { build, type Plugin } from 'vite';

const root = join(import.meta.dirname, '../..');

/** The modules of the package: the page's is small, the worker's loads its heavy parts when it first needs them. */
export const entries = {
  index: { source: 'packages/toonroom/src/sdk/index.ts', folder: '.' },
  worker: { source: 'packages/toonroom/src/engine/worker.ts', folder: 'engine' },
} as const;

/** Builds one of them into its folder below `dist`, as it is published. */
export async function buildEntry(
  name: keyof typeof entries,
  dist: string,
  plugins: Plugin[] = [],
): Promise<void> {
  const { source, folder } = entries[name];
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    base: './',
    define: { __FAULTS__: 'false' },
    plugins,
    resolve: {
      // Without this condition a second, inlined copy of the 14 MB runtime is bundled with the worker.
      conditions: ['onnxruntime-web-use-extern-wasm', 'module', 'browser', 'production'],
    },
    build: {
      outDir: join(dist, folder),
      emptyOutDir: false,
      target: 'es2023',
      assetsDir: 'files',
      assetsInlineLimit: 0,
      modulePreload: false,
      rolldownOptions: {
        input: { [name]: join(root, source) },
        preserveEntrySignatures: 'strict',
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: 'files/[name]-[hash].js',
          // Its users bundle it again, by the comments that tell what has no side effects.
          ...(name === 'index' && {
            minify: { compress: true, mangle: true, codegen: false },
            comments: { annotation: true },
          }),
        },
      },
    },
  });
}
