import { join } from 'node:path';
import type { Plugin } from 'vite';

/** The app, the pair studio, the editor for other people's pages. */
const pages = ['index.html', 'studio/index.html', 'embed.html'];

/** Builds every page of the site but the documentation, unless a build names its own. */
export function sitePages(root: string): Plugin {
  return {
    name: 'site-pages',
    config: ({ build }) =>
      build?.rollupOptions?.input || build?.rolldownOptions?.input
        ? undefined
        : { build: { rolldownOptions: { input: pages.map((page) => join(root, page)) } } },
  };
}
