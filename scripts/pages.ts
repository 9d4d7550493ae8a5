import { join } from 'node:path';
import type { Plugin } from 'vite';

/** The app, the pair studio and the editor for other people's pages, by the names of their chunks. */
const pages = {
  index: 'index.html',
  studio: 'studio/index.html',
  embed: 'embed.html',
};

/** Builds every page of the site but the documentation, unless a build names its own. */
export function sitePages(root: string): Plugin {
  return {
    name: 'site-pages',
    config: ({ build }) =>
      build?.rollupOptions?.input || build?.rolldownOptions?.input
        ? undefined
        : { build: { rolldownOptions: { input: inputs(root) } } },
  };
}

function inputs(root: string): Record<string, string> {
  return Object.fromEntries(Object.entries(pages).map(([name, page]) => [name, join(root, page)]));
}
