import { readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { headersFile } from '../testkit/headers.ts';

/** Writes `_headers` last, since it has a rule for every file and folder at the root of the build. */
export function headersPlugin(): Plugin {
  let outDir: string;
  let isWritten: boolean;
  return {
    name: 'headers-file',
    apply: 'build',
    configResolved({ root, build }) {
      outDir = resolve(root, build.outDir);
      isWritten = build.write;
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      handler() {
        if (isWritten) writeFileSync(join(outDir, '_headers'), headersFile(rootEntries(outDir)));
      },
    },
  };
}

/** What lies at the root of a build, folders with a slash at their end. */
function rootEntries(outDir: string): readonly string[] {
  return readdirSync(outDir, { withFileTypes: true })
    .filter(({ name }) => name !== '_headers')
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
    .toSorted();
}
