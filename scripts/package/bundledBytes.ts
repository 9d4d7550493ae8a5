import { gzipSync } from 'node:zlib';
import { build } from 'vite';

/**
 * What an import from the package adds to a page's own bundle, bytes after gzip: a script that does nothing but that is
 * bundled as Vite's users do it. `index` is the path of the package's module.
 */
export async function bundledBytes(imported: string, index: string): Promise<number> {
  const entry = '\0entry';
  const result = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => {
          if (id === entry) return entry;
          return id === 'toonroom' ? { id: index, moduleSideEffects: false } : undefined;
        },
        load: (id) =>
          id === entry
            ? `import { ${imported} } from 'toonroom'; globalThis.used = ${imported};`
            : undefined,
      },
    ],
    build: { write: false, modulePreload: false, rolldownOptions: { input: entry } },
  });
  const outputs = [result].flat().flatMap((part) => ('output' in part ? part.output : []));
  const code = outputs.map((part) => (part.type === 'chunk' ? part.code : '')).join('');
  return gzipSync(code).length;
}
