import type { ServerResponse } from 'node:http';
import { join, resolve } from 'node:path';
import { build, type Connect, type Plugin, type ResolvedConfig, type ViteDevServer } from 'vite';
import { renderSite } from './site.ts';

/**
 * Builds the documentation into `docs/` of the build, after the app and by itself: its pages share no chunk with the
 * app's, and need none of them. The development server renders its pages as they are asked for.
 */
export function docsPlugin(): Plugin {
  let app: ResolvedConfig;
  let isOtherPage = false;
  return {
    name: 'docs',
    config(config) {
      const { rollupOptions, rolldownOptions } = config.build ?? {};
      isOtherPage = (rollupOptions?.input ?? rolldownOptions?.input) !== undefined;
      return { resolve: { alias: aliasesOf(config.root ?? process.cwd()) } };
    },
    configResolved(config) {
      app = config;
    },
    configureServer(server) {
      server.watcher.add(join(server.config.root, 'docs/site'));
      server.middlewares.use((request, response, next) => {
        void answer(server, request, response, next);
      });
    },
    handleHotUpdate({ file, server }) {
      if (file.endsWith('.md')) server.ws.send({ type: 'full-reload' });
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        if (app.command === 'build' && app.build.write && !isOtherPage) await buildSite(app);
      },
    },
  };
}

/** Renders the page that is asked for, if it is one of the documentation. */
async function answer(
  server: ViteDevServer,
  { url = '' }: Connect.IncomingMessage,
  response: ServerResponse,
  next: Connect.NextFunction,
): Promise<void> {
  const [path = ''] = url.split('?');
  const file = path.slice(1).replace(/\/$/, '/index.html');
  try {
    const isPage = /^docs\/.*\.html$/.test(file);
    const html = isPage ? (await renderSite(server.config.root)).get(file) : undefined;
    if (html === undefined) {
      next();
      return;
    }
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(await server.transformIndexHtml(`/${file}`, html));
  } catch (error) {
    next(error);
  }
}

/** The examples import the package by its name: here that is the site's own copy. */
const aliasesOf = (root: string): Record<string, string> => ({
  toonroom: join(root, 'src/docs/toonroom.ts'),
});

async function buildSite({
  root,
  base,
  define,
  resolve: { conditions },
  build: options,
}: ResolvedConfig) {
  const pages = await renderSite(root);
  const files = new Map([...pages].map(([path, html]) => [join(root, path), html]));
  await build({
    root,
    base,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: define ?? {},
    resolve: { conditions, alias: aliasesOf(root) },
    worker: {
      format: 'es',
      rolldownOptions: {
        output: {
          // The engine's worker is the app's own file.
          entryFileNames: ({ name }) =>
            `assets/${name === 'worker' ? '' : 'docs-'}[name]-[hash].js`,
        },
      },
    },
    plugins: [
      {
        name: 'docs-pages',
        resolveId: (id) => (files.has(id) ? id : undefined),
        load: (id) => files.get(id),
      },
    ],
    build: {
      outDir: resolve(root, options.outDir),
      emptyOutDir: false,
      target: options.target,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: [...files.keys()],
        output: {
          entryFileNames: 'assets/docs-[hash].js',
          chunkFileNames: 'assets/docs-[name]-[hash].js',
          assetFileNames: ({ names }) =>
            names.some((name) => name.endsWith('.css'))
              ? 'assets/docs-[hash][extname]'
              : 'assets/[name]-[hash][extname]',
        },
      },
    },
  });
}
