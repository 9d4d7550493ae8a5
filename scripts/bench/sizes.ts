import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseManifest } from '#domain/model/styleManifest.ts';

/** Gzip size of the scripts that the page fetches before it can be used. */
export async function initialScriptGzipBytes(distDir: string): Promise<number> {
  const html = await readFile(join(distDir, 'index.html'), 'utf8');
  const [, entry] = /src="\.\/(assets\/[^"]+\.js)"/.exec(html)!;
  // The script of the first paint asks for the others.
  const followers = (await readFile(join(distDir, entry!), 'utf8')).matchAll(
    /["`]\.\/([^"`]+\.js)["`]/g,
  );
  // It fetches the texts of one language: the larger file of the two counts.
  const names = Array.from(followers, ([, name]) => name!).filter(
    (name) => !name.startsWith('en-'),
  );
  const paths = new Set([entry!, ...names.map((name) => `assets/${name}`)]);
  const sizes = await Promise.all(
    Array.from(paths, async (path) => gzipSync(await readFile(join(distDir, path))).length),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Sizes of the model's files, by part. */
export async function modelBytes(modelsDir: string): Promise<Readonly<Record<string, number>>> {
  const text = await readFile(join(modelsDir, 'manifest.json'), 'utf8');
  const { files } = parseManifest(JSON.parse(text)).model;
  return Object.fromEntries(Object.entries(files).map(([part, { bytes }]) => [part, bytes]));
}
