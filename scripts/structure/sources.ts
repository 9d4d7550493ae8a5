import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A source file and what it imports: packages and `#layer/…` paths as written, relative ones as paths from `src`. */
export interface Source {
  /** From `src`. */
  readonly path: string;
  readonly imports: readonly string[];
}

export const srcDir = fileURLToPath(new URL('../../src', import.meta.url));

/** The files below a folder of `src`, without tests and what only tests use. Type imports count. */
export function readSources(folder: string): readonly Source[] {
  return readdirSync(join(srcDir, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|(^|\/)testing\//.test(path))
    .map((name) => {
      const path = join(folder, name);
      const text = readFileSync(join(srcDir, path), 'utf8');
      const found = [...text.matchAll(/(?:\bfrom |\bimport\(|^import )'([^']+)'/gm)];
      return {
        path,
        imports: found.map(([, to]) =>
          to!.startsWith('.') ? relative('.', join(dirname(path), to!)) : to!,
        ),
      };
    });
}
