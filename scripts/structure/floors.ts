import type { Source } from './sources.ts';

interface Floor {
  /** What it may import of other floors, as beginnings of `#floor/…` paths. */
  readonly floors: readonly string[];
  /** Packages that it may import, with all they hold. */
  readonly packages: readonly string[];
}

/** Which floor may import what. Everything else is refused, type imports included. */
export const floors: Readonly<Record<string, Floor>> = {
  domain: { floors: [], packages: [] },
  engine: {
    floors: ['#domain/'],
    packages: ['@mediapipe/tasks-vision', 'comlink', 'onnxruntime-web'],
  },
  sdk: {
    floors: ['#domain/', '#engine/calls.ts', '#engine/contract.ts', '#engine/wire.ts'],
    packages: ['comlink'],
  },
  pwa: { floors: [], packages: [] },
  app: {
    floors: ['#domain/', '#sdk/', '#pwa/'],
    packages: ['client-zip', 'idb-keyval', 'zustand'],
  },
  ui: {
    floors: ['#domain/', '#sdk/', '#app/'],
    packages: ['react', 'react-dom', 'zustand', '@fontsource/dela-gothic-one'],
  },
};

/** The imports of a floor's files that its rule does not allow, each as `file: import`. */
export function forbiddenImports(name: string, sources: readonly Source[]): readonly string[] {
  const floor = floors[name]!;
  const isAllowed = (wanted: string): boolean =>
    wanted.startsWith(`${name}/`) ||
    floor.floors.some((start) => wanted.startsWith(start)) ||
    floor.packages.some((start) => wanted === start || wanted.startsWith(`${start}/`));
  return sources.flatMap(({ path, imports }) =>
    imports.filter((wanted) => !isAllowed(wanted)).map((wanted) => `${path}: ${wanted}`),
  );
}
