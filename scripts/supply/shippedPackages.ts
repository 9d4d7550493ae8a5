import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LockedPackage, lockedPackages } from './lockfile.ts';

/** A package with code or files in the application. */
export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX expression. */
  readonly licence: string;
  /** A line that begins with "Copyright". */
  readonly copyright: string;
  /** Its licence and notices, or undefined where the package brings no such file. */
  readonly terms: string | undefined;
  /** SHA-512 of its archive in the registry, in hex. */
  readonly sha512: string;
}

/** Whose packages bring no licence file. */
const copyrightLine: Readonly<Record<string, string>> = {
  // In the head of each of its source files.
  mediabunny: 'Copyright (c) 2026-present, Vanilagy and contributors',
  '@mediapipe/tasks-vision': 'Copyright The MediaPipe Authors',
  'onnxruntime-common': 'Copyright (c) Microsoft Corporation',
  'onnxruntime-web': 'Copyright (c) Microsoft Corporation',
};

/**
 * What there is to tell about the packages in these folders, sorted by name. Throws an Error with the
 * name of one that is not in the lockfile, or of which the licence or the copyright is not known.
 */
export function shippedPackages(rootDir: string, paths: readonly string[]): ShippedPackage[] {
  const locked = new Map(lockedPackages(rootDir).map((entry) => [entry.path, entry]));
  return paths
    .map((path) => describePackage(rootDir, path, locked.get(path)))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function describePackage(
  rootDir: string,
  path: string,
  locked: LockedPackage | undefined,
): ShippedPackage {
  const { name, version, license: licence, integrity } = locked ?? {};
  const terms = readTerms(join(rootDir, path));
  const copyright =
    copyrightLine[name ?? ''] ?? /^ *(Copyright (?:\(c\)|©|\d).*)$/m.exec(terms)?.[1];
  if (!name || !version || !licence || !integrity || !copyright) {
    throw new Error(`${path} is in the build: lockfile, licence or copyright tell too little.`);
  }
  return {
    name,
    version,
    licence,
    copyright,
    terms: terms === '' ? undefined : terms,
    sha512: Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex'),
  };
}

function readTerms(folder: string): string {
  return readdirSync(folder)
    .filter((file) => /^(licen[cs]e|notice)(\.(md|txt))?$/i.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim())
    .join('\n\n');
}
