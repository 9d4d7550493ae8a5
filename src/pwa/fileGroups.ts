/** A file of the build, as the service worker knows it. */
export interface BuiltFile {
  /** Relative to the app's base; a page is named by its folder, the app's own is ''. */
  readonly path: string;
  readonly bytes: number;
  /** Of the content, as Subresource Integrity writes it: `sha256-…`. */
  readonly integrity: string;
}

/** What is kept together: the app itself from the first visit on, the rest once it was used. */
export const fileGroups = ['app', 'docs', 'engine', 'gpuEngine', 'faces', 'samples'] as const;
export type FileGroup = (typeof fileGroups)[number];

/** The group of a file of the build; undefined for what the service worker has nothing to do with. */
export function groupOf(path: string): FileGroup | undefined {
  if (path.startsWith('samples/')) return 'samples';
  if (/^assets\/vision_wasm.*\.wasm$/.test(path)) return 'faces';
  if (/^assets\/ort-wasm.*\.jspi-.*\.wasm$/.test(path)) return 'gpuEngine';
  if (/^assets\/ort-wasm.*\.wasm$/.test(path)) return 'engine';
  if (/^docs\/|^assets\/docs-/.test(path)) return 'docs';
  // Shown by installers, never by the app.
  if (path.startsWith('icons/screenshot')) return undefined;
  // What the numbers of a style mean, for the panel that lists them.
  if (path === 'models/numbers.json') return 'app';
  // The networks are kept by the engine, which checks them by itself.
  if (/^mediapipe\/|^models\/(?!.*\.webp$)/.test(path)) return undefined;
  return /^$|\/$|\.(html|js|mjs|css|woff2|svg|png|webp|webmanifest)$/.test(path)
    ? 'app'
    : undefined;
}
