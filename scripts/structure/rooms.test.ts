import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readLayer, rootDir, type Source } from './sources.ts';

/** Pairs of rooms of a layer that use each other, each told once. */
function twoWayPairs(layer: string, sources: readonly Source[]): readonly string[] {
  const roomOf = (path: string): string => path.split('/', 2)[1]!;
  const uses = new Set(
    sources.flatMap(({ path, imports }) =>
      imports
        .filter((wanted) => wanted.startsWith(`${layer}/`))
        .map((wanted) => `${roomOf(path)} ${roomOf(wanted)}`),
    ),
  );
  return [...uses].filter((pair) => {
    const [from, to] = pair.split(' ') as [string, string];
    return from < to && uses.has(`${to} ${from}`);
  });
}

test.each(['app', 'domain', 'engine'])('no two rooms of %s use each other', (layer) => {
  const sources = readLayer(layer);
  expect(sources.length).toBeGreaterThan(40);
  expect(twoWayPairs(layer, sources)).toEqual([]);
});

test('two rooms that use each other are found', () => {
  const back = { path: 'app/photo/drawing.ts', imports: ['app/settings/look.ts'] };
  expect(twoWayPairs('app', [...readLayer('app'), back])).toEqual(['photo settings']);
});

test('the app shows its rooms at a glance', () => {
  expect(readdirSync(join(rootDir, 'src/app')).length).toBeLessThanOrEqual(14);
});
