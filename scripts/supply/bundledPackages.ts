import type { Plugin } from 'vite';

/** Packages whose code others carry inside their own files, where no bundler sees it. */
const carried: Readonly<Record<string, readonly string[]>> = {
  'node_modules/onnxruntime-web': ['node_modules/onnxruntime-common'],
};

export interface BundledPackages {
  /** For the page's plugins and, since a worker is a build of its own, for the worker's. */
  readonly plugin: Plugin;
  /** The folders of all packages with code or files in the build so far, from the project's root, sorted. */
  readonly paths: () => string[];
}

/**
 * Watches which packages a build takes code or files from. The few lines that the bundler itself
 * writes into its output are not counted.
 */
export function bundledPackages(): BundledPackages {
  const found = new Set<string>();
  return {
    plugin: {
      name: 'bundled-packages',
      apply: 'build',
      generateBundle(_options, bundle) {
        for (const output of Object.values(bundle)) {
          const origins = output.type === 'chunk' ? output.moduleIds : output.originalFileNames;
          for (const path of origins.map(packageFolder)) {
            if (path === undefined) continue;
            for (const shipped of [path, ...(carried[path] ?? [])]) found.add(shipped);
          }
        }
      },
    },
    paths: () => [...found].toSorted(),
  };
}

/** The folder of the package that a module or file belongs to, or undefined where it is our own. */
export function packageFolder(id: string): string | undefined {
  return /node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+(?=\/)/.exec(id)?.[0];
}
