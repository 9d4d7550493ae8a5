import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkBlocks, codeBlocks } from './codeBlocks.ts';
import { contents } from './contents.ts';

const root = join(import.meta.dirname, '../..');
const documents = [
  'packages/toonroom/README.md',
  ...contents.flatMap(({ sources }) => (sources === 'generated' ? [] : Object.values(sources))),
];

test('every block of code of the pages compiles against the package', () => {
  const blocks = documents.flatMap((path) =>
    codeBlocks(path, readFileSync(join(root, path), 'utf8')),
  );
  expect(blocks.length).toBeGreaterThan(10);
  expect(checkBlocks(root, blocks)).toBe('');
});

test('a block that does not is told', () => {
  const markdown =
    "```ts\nconst size = await cartoonizer.open('a path');\n```\n```sh\nnpm install\n```";
  const blocks = codeBlocks('a.md', markdown);
  expect(blocks.map(({ name }) => name)).toEqual(['a-md-1']);
  expect(checkBlocks(root, blocks)).toMatch(/a-md-1\.ts\(1,.*'string'.*'Blob'/);
});
