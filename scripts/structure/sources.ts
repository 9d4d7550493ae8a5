import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A source file and what it imports: packages and `#layer/…` paths as written, relative ones as paths from there. */
export interface Source {
  /** From the folder that was read from. */
  readonly path: string;
  readonly imports: readonly string[];
}

export const srcDir = fileURLToPath(new URL('../../src', import.meta.url));

/** The files below a folder of `root`, without unit tests and what only they use. Type imports count. */
export function readSources(folder: string, root = srcDir): readonly Source[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|(^|\/)testing\//.test(path))
    .map((name) => {
      const path = join(folder, name);
      const text = readFileSync(join(root, path), 'utf8');
      const found = [...text.matchAll(/(?:\bfrom |\bimport\(|^import )'([^']+)'/gm)];
      return {
        path,
        imports: found.map(([, to]) =>
          to!.startsWith('.') ? relative('.', join(dirname(path), to!)) : to!,
        ),
      };
    });
}
