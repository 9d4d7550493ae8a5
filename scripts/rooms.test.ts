import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const appDir = fileURLToPath(new URL('../src/app', import.meta.url));

/** A file below `src/app` and what it imports from there, as paths from that folder. */
interface Source {
  readonly path: string;
  readonly imports: readonly string[];
}

/** Pairs of rooms that use each other, each told once. */
function twoWayPairs(sources: readonly Source[]): readonly string[] {
  const roomOf = (path: string): string => path.split('/', 1)[0]!;
  const uses = new Set(
    sources.flatMap(({ path, imports }) => imports.map((to) => `${roomOf(path)} ${roomOf(to)}`)),
  );
  return [...uses].filter((pair) => {
    const [from, to] = pair.split(' ') as [string, string];
    return from < to && uses.has(`${to} ${from}`);
  });
}

function readSources(): readonly Source[] {
  return readdirSync(appDir, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .map((path) => {
      const text = readFileSync(join(appDir, path), 'utf8');
      const found = [...text.matchAll(/(?:from |import\(|import )'(\.[^']+)'/g)];
      const imports = found.map(([, to]) => relative(appDir, join(appDir, dirname(path), to!)));
      return { path, imports };
    });
}

test('no two rooms of the app use each other', () => {
  const sources = readSources();
  expect(sources.length).toBeGreaterThan(70);
  expect(twoWayPairs(sources)).toEqual([]);
  const back = { path: 'photo/render.ts', imports: ['settings/look.ts'] };
  expect(twoWayPairs([...sources, back])).toEqual(['photo settings']);
});

test('the app shows its rooms at a glance', () => {
  expect(readdirSync(appDir).length).toBeLessThanOrEqual(14);
});
