import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { isShippable, isUsableAsTool } from './licencePolicy.ts';
import { lockedPackages } from './lockfile.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const packages = lockedPackages(root);

interface PackageFile {
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly allowScripts?: Readonly<Record<string, boolean>>;
}
const readPackage = (folder: string): PackageFile =>
  JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as PackageFile;
const project = readPackage('.');

const names = (list: readonly { readonly name: string }[]): string[] =>
  list.map(({ name }) => name);

describe('the lockfile', () => {
  it('pins every package by SHA-512', () => {
    const sha512 = /^sha512-[\w+/]{86}==$/;
    expect(packages.length).toBeGreaterThan(100);
    expect(names(packages.filter(({ integrity }) => !sha512.test(integrity ?? '')))).toEqual([]);
  });

  it('takes packages from the public registry only', () => {
    const isPublic = (address = 'https://registry.npmjs.org/'): boolean =>
      address.startsWith('https://registry.npmjs.org/');
    const foreign = packages.filter(({ resolved, link }) => link === true || !isPublic(resolved));
    expect(names(foreign)).toEqual([]);
  });

  it('has no dependency by git, by address or by folder', () => {
    const wanted = Object.entries({ ...project.dependencies, ...project.devDependencies });
    expect(wanted.length).toBeGreaterThan(20);
    expect(wanted.filter(([, range]) => !/^[~^]?\d+\.\d+\.\d+$/.test(range))).toEqual([]);
  });

  it('has no script that runs when a package is installed, but those decided on', () => {
    const scripted = packages.filter(({ hasInstallScript }) => hasInstallScript);
    const undecided = scripted.filter(({ name }) => !(name in (project.allowScripts ?? {})));
    expect(names(scripted)).toContain('esbuild');
    expect(names(undecided)).toEqual([]);
  });
});

describe('licences of everything that is installed', () => {
  it('are permissive, but for those named one by one', () => {
    const refused = packages.filter(({ name, dev, license }) =>
      dev ? !isUsableAsTool(name, license) : !isShippable(name, license),
    );
    expect(refused.map(({ name, license }) => `${name}: ${license}`)).toEqual([]);
  });

  it('are what the packages themselves state', () => {
    const installed = packages.filter(({ path }) => existsSync(join(root, path)));
    const differing = installed.filter(
      ({ path, license }) => readPackage(path).license !== license,
    );
    expect(installed.length).toBeGreaterThan(90);
    expect(names(differing)).toEqual([]);
  });
});
