import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** A file of a floor and what it imports from there, as paths from its folder. */
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

const dirOf = (floor: string): string => fileURLToPath(new URL(`../src/${floor}`, import.meta.url));

function readSources(floor: string): readonly Source[] {
  const dir = dirOf(floor);
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .map((path) => {
      const text = readFileSync(join(dir, path), 'utf8');
      const found = [...text.matchAll(/(?:from |import\(|import )'(\.[^']+)'/g)];
      const imports = found.map(([, to]) => relative(dir, join(dir, dirname(path), to!)));
      return { path, imports };
    });
}

test.each(['app', 'domain'])('no two rooms of src/%s use each other', (floor) => {
  const sources = readSources(floor);
  expect(sources.length).toBeGreaterThan(50);
  expect(twoWayPairs(sources)).toEqual([]);
});

test('two rooms that use each other are found', () => {
  const back = { path: 'photo/drawing.ts', imports: ['settings/look.ts'] };
  expect(twoWayPairs([...readSources('app'), back])).toEqual(['photo settings']);
});

test('the app shows its rooms at a glance', () => {
  expect(readdirSync(dirOf('app')).length).toBeLessThanOrEqual(14);
});
