import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { licencesFile } from './licences.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

interface Lockfile {
  readonly packages: Readonly<Record<string, { readonly license?: string; readonly dev?: true }>>;
}

const SHIPPABLE = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'OFL-1.1',
]);
/** Weak copyleft is fine in tools that build and test, and never reach the visitor. */
const USABLE_AS_TOOL = new Set([...SHIPPABLE, 'MPL-2.0']);

describe('licences', () => {
  const lockfile = JSON.parse(readFileSync(`${root}package-lock.json`, 'utf8')) as Lockfile;
  const packages = Object.entries(lockfile.packages).filter(([path]) => path !== '');

  it('are permissive for everything that is installed', () => {
    const refused = packages
      .filter(([, { license, dev }]) => !(dev ? USABLE_AS_TOOL : SHIPPABLE).has(license ?? 'none'))
      .map(([path, { license }]) => `${path}: ${license}`);
    expect(packages.length).toBeGreaterThan(100);
    expect(refused).toEqual([]);
  });

  it('are all told to the visitor', () => {
    const text = licencesFile(root);
    for (const part of ['SIL OPEN FONT LICENSE', 'Apache License', 'MIT License', 'Microsoft']) {
      expect(text).toContain(part);
    }
  });
});
