import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin, type Rolldown } from 'vite';

const folder = 'src/embed/element';

/** Puts `toonroom-embed.js`, the script of the element for other people's pages, and its declarations into the build. */
export function embedScriptPlugin(): Plugin {
  let root: string;
  return {
    name: 'embed-script',
    apply: 'build',
    configResolved(config) {
      ({ root } = config);
    },
    async generateBundle() {
      const files = {
        'toonroom-embed.js': await elementScript(root),
        'toonroom-embed.d.ts': readFileSync(join(root, folder, 'toonroom-embed.d.ts'), 'utf8'),
      };
      for (const [fileName, source] of Object.entries(files)) {
        this.emitFile({ type: 'asset', fileName, source });
      }
    },
  };
}

/** One script without imports or exports: it works with and without `type="module"`. */
async function elementScript(root: string): Promise<string> {
  const built = await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: {
        input: join(root, folder, 'element.ts'),
        output: { format: 'iife' },
      },
    },
  });
  const [script] = (built as Rolldown.RolldownOutput).output;
  return script.code;
}
