import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { build, type Plugin } from 'vite';
import { type BuiltFile, groupOf } from '../src/pwa/fileGroups.ts';
import { ownHeaders, securityHeaders } from '../testkit/headers.ts';

/** Builds the service worker last, with the hashes of everything that it may keep. */
export function offlinePlugin(): Plugin {
  let outDir: string;
  let root: string;
  let isWritten: boolean;
  return {
    name: 'offline',
    apply: 'build',
    configResolved(config) {
      ({ root } = config);
      isWritten = config.build.write;
      outDir = resolve(root, config.build.outDir);
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        if (!isWritten) return;
        await build({
          root,
          configFile: false,
          publicDir: false,
          logLevel: 'warn',
          define: {
            BUILT_FILES: JSON.stringify(builtFiles(outDir)),
            SECURITY_HEADERS: JSON.stringify(securityHeaders),
            OWN_HEADERS: JSON.stringify(ownHeaders),
          },
          build: {
            outDir,
            emptyOutDir: false,
            target: 'es2023',
            // Not every browser runs a service worker that is a module.
            rolldownOptions: {
              input: join(root, 'src/pwa/serviceWorker.ts'),
              output: { format: 'iife', entryFileNames: 'serviceWorker.js' },
            },
          },
        });
      },
    },
  };
}

/** Every file below `outDir` that the service worker may keep. */
export function builtFiles(outDir: string): readonly BuiltFile[] {
  return readdirSync(outDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ file, path: pathOf(relative(outDir, file)) }))
    .filter(({ path }) => path !== 'serviceWorker.js' && groupOf(path) !== undefined)
    .map(({ file, path }) => {
      const content = readFileSync(file);
      const hash = createHash('sha256').update(content).digest('base64');
      return { path, bytes: content.byteLength, integrity: `sha256-${hash}` };
    })
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function pathOf(relativePath: string): string {
  const path = relativePath.split(sep).join('/');
  return path.replace(/(^|\/)index\.html$/, '$1');
}
