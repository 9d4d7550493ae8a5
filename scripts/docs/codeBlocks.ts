import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { marked, type Tokens } from 'marked';

/** A block of TypeScript or JavaScript of a Markdown file. */
export interface CodeBlock {
  /** Where it is, as messages name it: the file and the block's number in it, from 1. */
  readonly name: string;
  readonly language: 'js' | 'ts';
  readonly code: string;
}

/** The blocks of a Markdown file that claim to be TypeScript or JavaScript. */
export function codeBlocks(file: string, markdown: string): readonly CodeBlock[] {
  const prefix = file.replaceAll(/\W+/g, '-');
  return marked
    .lexer(markdown)
    .flatMap((token): Omit<CodeBlock, 'name'>[] => {
      if (token.type !== 'code') return [];
      const { lang, text } = token as Tokens.Code;
      return lang === 'ts' || lang === 'js' ? [{ language: lang, code: text }] : [];
    })
    .map((block, index) => ({ ...block, name: `${prefix}-${index + 1}` }));
}

const examples = 'src/docs/examples';

/** What a reader of a page has at hand there. */
const atHand = `
import type { Cartoonizer as C, Recipe as R } from 'toonroom';
declare global {
  type Recipe = R;
  const cartoonizer: C;
  const photo: File;
  const file: File;
  const photoId: string;
  const recipe: R;
  const canvas: HTMLCanvasElement;
}
`;

/**
 * Type-checks blocks in a folder of its own below \`.cache\`, each as a module, against the sources of the package; the
 * compiler's messages.
 */
export function checkBlocks(root: string, blocks: readonly CodeBlock[]): string {
  const folder = join(root, '.cache/docs-blocks');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { name, language, code } of blocks) {
    writeFileSync(join(folder, `${name}.${language}`), `${code}\nexport {};\n`);
  }
  writeFileSync(join(folder, 'atHand.ts'), atHand);
  // Blocks import the examples as if these lay beside them.
  for (const example of readdirSync(join(root, examples))) {
    writeFileSync(join(folder, example), `export * from '../../${examples}/${example}';\n`);
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const { stdout, stderr } = spawnSync(process.execPath, [compiler, '-p', folder], {
    cwd: root,
    encoding: 'utf8',
  });
  return stdout + stderr;
}

const config = {
  extends: '../../tsconfig.base.json',
  compilerOptions: {
    lib: ['ES2023', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'],
    types: ['vite/client', 'react'],
    composite: false,
    emitDeclarationOnly: false,
    noEmit: true,
    noUnusedLocals: false,
    allowJs: true,
    checkJs: true,
    rootDir: '../..',
    paths: { toonroom: ['../../packages/toonroom/src/sdk/index.ts'] },
  },
  include: ['*'],
};
