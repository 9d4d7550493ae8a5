import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Asset, Source } from './mediapipe.ts';

export const sha256 = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');

/**
 * Writes the asset below `publicDir` unless the right file is already there, and says which it was.
 * Throws an Error that names the file when a source or the result has another SHA-256 than expected.
 */
export async function prepareAsset(
  asset: Asset,
  packagesDir: string,
  publicDir: string,
): Promise<'written' | 'up to date'> {
  const target = join(publicDir, asset.path);
  const present = await readFile(target).catch(() => undefined);
  if (present !== undefined && sha256(present) === asset.sha256) return 'up to date';
  const made = await asset.make((source) => readSource(source, packagesDir));
  expectHash(made, asset.sha256, `The prepared file ${asset.path}`);
  await mkdir(dirname(target), { recursive: true });
  // A rename is atomic: an interrupted run leaves no half-written model behind.
  const partial = `${target}.${process.pid}.partial`;
  await writeFile(partial, made);
  await rename(partial, target);
  return 'written';
}

async function readSource(source: Source, packagesDir: string): Promise<Uint8Array> {
  const path = join(packagesDir, source.path);
  const file = await readFile(path).catch((error: unknown) => {
    throw new Error(`${source.path} cannot be read: run "npm ci" first.`, { cause: error });
  });
  const [start, end] = source.range ?? [0, file.length];
  const bytes = new Uint8Array(file.subarray(start, end));
  const part = source.range ? ` (bytes ${start} to ${end})` : '';
  expectHash(bytes, source.sha256, `The file ${source.path}${part}`);
  return bytes;
}

function expectHash(bytes: Uint8Array, expected: string, subject: string): void {
  const actual = sha256(bytes);
  if (actual !== expected) {
    throw new Error(
      `${subject} is not the one this project was made for: its SHA-256 is ${actual}, expected ${expected}.`,
    );
  }
}
