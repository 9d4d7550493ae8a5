import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const fromRoot = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Builds `scripts/<name>/index.html` as the app is built; the folder to serve, which holds it at the same path. */
export async function buildPage(name: string): Promise<string> {
  const outDir = fromRoot(`.cache/${name}/site`);
  await build({
    configFile: fromRoot('vite.config.ts'),
    logLevel: 'warn',
    build: {
      outDir,
      emptyOutDir: true,
      rollupOptions: { input: fromRoot(`scripts/${name}/index.html`) },
    },
  });
  return outDir;
}
