import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A source file and what it imports: packages and `#layer/…` paths as written, relative ones as paths from there. */
export interface Source {
  /** From the folder that was read from. */
  readonly path: string;
  readonly imports: readonly string[];
}

const fromRoot = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export const rootDir = fromRoot('.');
/** The folders that hold the layers. */
export const layerDirs = [fromRoot('packages/toonroom/src'), fromRoot('src')] as const;

/** The files of a layer. */
export function readLayer(name: string): readonly Source[] {
  return readSources(
    name,
    layerDirs.find((dir) => existsSync(join(dir, name)))!,
  );
}

/** The files below a folder of `root`, without unit tests and what only they use. Type imports count. */
export function readSources(folder: string, root: string): readonly Source[] {
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
