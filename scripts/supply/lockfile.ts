import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package as `package-lock.json` pins it. */
export interface LockedPackage {
  readonly name: string;
  /** Its folder, from the project's root, with slashes: `node_modules/react`. */
  readonly path: string;
  readonly version: string;
  /** SPDX expression, as the package itself states it. */
  readonly license?: string;
  /** Subresource integrity of its archive. */
  readonly integrity?: string;
  /** Address of its archive; absent for one that lies in the registry. */
  readonly resolved?: string;
  /** Whether nothing that the application names needs it. */
  readonly dev?: boolean;
  /** Whether it lies beside the project instead of in the registry. */
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
}

interface Lockfile {
  readonly packages: Readonly<Record<string, Omit<LockedPackage, 'name' | 'path'>>>;
}

/** Every package of the lockfile in `rootDir`, those for other systems included. */
export function lockedPackages(rootDir: string): LockedPackage[] {
  const text = readFileSync(join(rootDir, 'package-lock.json'), 'utf8');
  return Object.entries((JSON.parse(text) as Lockfile).packages)
    .filter(([path]) => path !== '')
    .map(([path, entry]) => ({ ...entry, path, name: path.split('node_modules/').at(-1)! }));
}
