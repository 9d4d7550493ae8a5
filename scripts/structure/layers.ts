import type { Source } from './sources.ts';

interface Layer {
  /** What it may import of other layers, as beginnings of `#layer/…` paths. */
  readonly layers: readonly string[];
  /** Packages that it may import, with all they hold. */
  readonly packages: readonly string[];
}

/** Which layer may import what. Everything else is refused, type imports included. */
export const layers: Readonly<Record<string, Layer>> = {
  domain: { layers: [], packages: [] },
  engine: {
    layers: ['#domain/'],
    packages: ['@mediapipe/tasks-vision', 'comlink', 'mediabunny', 'modern-gif', 'onnxruntime-web'],
  },
  sdk: {
    layers: ['#domain/', '#engine/calls.ts', '#engine/contract.ts', '#engine/wire.ts'],
    packages: ['comlink'],
  },
  pwa: { layers: [], packages: [] },
  app: {
    layers: ['#domain/', '#sdk/', '#pwa/'],
    packages: ['client-zip', 'idb-keyval', 'zustand', '@fontsource/patrick-hand'],
  },
  ui: {
    layers: ['#domain/', '#sdk/', '#app/'],
    packages: ['react', 'react-dom', 'zustand', '@fontsource/dela-gothic-one'],
  },
  // Pages beside the app's own; none uses another.
  docs: {
    layers: ['#domain/', '#sdk/', '#pwa/', '#app/', '#ui/'],
    // The examples name the package as its users do.
    packages: ['react', 'react-dom', 'toonroom'],
  },
  embed: { layers: ['#domain/', '#sdk/', '#app/', '#ui/'], packages: ['react', 'react-dom'] },
  studio: {
    layers: ['#domain/', '#sdk/', '#app/', '#ui/'],
    packages: ['client-zip', 'idb-keyval', 'react', 'react-dom', 'zustand'],
  },
};

/** The imports of a layer's files that its rule does not allow, each as `file: import`. */
export function forbiddenImports(name: string, sources: readonly Source[]): readonly string[] {
  const layer = layers[name]!;
  const isAllowed = (wanted: string): boolean =>
    wanted.startsWith(`${name}/`) ||
    layer.layers.some((start) => wanted.startsWith(start)) ||
    layer.packages.some((start) => wanted === start || wanted.startsWith(`${start}/`));
  return sources.flatMap(({ path, imports }) =>
    imports.filter((wanted) => !isAllowed(wanted)).map((wanted) => `${path}: ${wanted}`),
  );
}
