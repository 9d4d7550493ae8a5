import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface StyleFile {
  readonly id: string;
  readonly file: string;
  readonly sizeBytes: number;
  /** Multiply-accumulates at 512², as the model's card states them; null when it does not. */
  readonly gmac: number | null;
}

interface Manifest {
  readonly styles: readonly {
    readonly id: string;
    readonly file: string;
    readonly bytes: number;
    readonly card: string;
  }[];
}

/** Gzip size of the scripts that the page asks for before anything else. */
export async function initialScriptGzipBytes(distDir: string): Promise<number> {
  const html = await readFile(join(distDir, 'index.html'), 'utf8');
  const paths = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(
    ([, path]) => path!,
  );
  const sizes = await Promise.all(
    paths.map(async (path) => gzipSync(await readFile(join(distDir, path))).length),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Every style network of the build's manifest. */
export async function styleFiles(distDir: string): Promise<StyleFile[]> {
  const models = join(distDir, 'models');
  const manifest = JSON.parse(await readFile(join(models, 'manifest.json'), 'utf8')) as Manifest;
  return Promise.all(
    manifest.styles.map(async ({ id, file, bytes, card }) => {
      const text = await readFile(join(models, card), 'utf8').catch(() => '');
      const gmac = /([\d.]+) GMAC/.exec(text)?.[1];
      return { id, file, sizeBytes: bytes, gmac: gmac === undefined ? null : Number(gmac) };
    }),
  );
}
