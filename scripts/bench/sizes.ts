import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface StyleFile {
  readonly id: string;
  readonly file: string;
  readonly sizeBytes: number;
  /** Billions of multiply-accumulates of one run at 512², as the manifest states them. */
  readonly gigaMacs: number | null;
  /** The network's style input. */
  readonly code: readonly number[];
}

interface Manifest {
  readonly styles: readonly {
    readonly id: string;
    readonly file: string;
    readonly bytes: number;
    readonly gigaMacs?: number;
    readonly code: readonly number[];
  }[];
}

/** Gzip size of the scripts that the page fetches before it can be used. */
export async function initialScriptGzipBytes(distDir: string): Promise<number> {
  const html = await readFile(join(distDir, 'index.html'), 'utf8');
  const [, entry] = /src="\.\/(assets\/[^"]+\.js)"/.exec(html)!;
  // The script of the first paint asks for the others.
  const followers = (await readFile(join(distDir, entry!), 'utf8')).matchAll(/"\.\/([^"]+\.js)"/g);
  const paths = [entry!, ...Array.from(followers, ([, name]) => `assets/${name}`)];
  const sizes = await Promise.all(
    paths.map(async (path) => gzipSync(await readFile(join(distDir, path))).length),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Every style network of the build's manifest. */
export async function styleFiles(distDir: string): Promise<StyleFile[]> {
  const path = join(distDir, 'models', 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8')) as Manifest;
  return manifest.styles.map(({ id, file, bytes, gigaMacs, code }) => ({
    id,
    file,
    sizeBytes: bytes,
    gigaMacs: gigaMacs ?? null,
    code,
  }));
}
