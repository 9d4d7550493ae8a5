import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildEntry } from './buildEntry.ts';
import { bundledBytes } from './bundledBytes.ts';

const root = join(import.meta.dirname, '../..');
/** What tells how much an import adds to a bundle: `import { name }`, then kB. */
const documents = [
  'packages/toonroom/README.md',
  'docs/site/en/index.md',
  'docs/site/zh/index.md',
] as const;
const imports = ['createCartoonizer', 'EngineError'] as const;
/** Other versions of the bundler come to slightly other figures. */
const tolerance = 0.15;

let dist: string;

beforeAll(async () => {
  dist = mkdtempSync(join(tmpdir(), 'toonroom-package-'));
  await buildEntry('index', dist);
});

afterAll(() => rmSync(dist, { recursive: true }));

test.each(imports)('what the import of %s adds is told as it is', async (name) => {
  const kB = (await bundledBytes(name, join(dist, 'index.js'))) / 1000;
  for (const document of documents) {
    const text = readFileSync(join(root, document), 'utf8').replaceAll(/\s+/g, ' ');
    const [, told] = new RegExp(`import \\{ ${name} \\}.{0,60}?(\\d+\\.\\d) kB`).exec(text) ?? [];
    expect(Math.abs(Number(told) - kB), `${document}: ${told}, measured ${kB}`).toBeLessThan(
      tolerance,
    );
  }
});

test('what is not imported stays out: an error is a fraction of the whole', async () => {
  const index = join(dist, 'index.js');
  const [whole, error] = [
    await bundledBytes('createCartoonizer', index),
    await bundledBytes('EngineError', index),
  ];
  expect(error).toBeLessThan(whole / 5);
});
