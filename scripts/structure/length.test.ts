import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const mostLines = 400;
/** Tests and tables of texts may be longer. */
const exempt = /\.test\.tsx?$|\.spec\.ts$|(^|\/)test_\w+\.py$|^src\/app\/text\//;

test.each([
  'src',
  'packages/toonroom/src',
  'scripts',
  'testkit',
  'e2e',
  'training/toonroom_training',
])(`no file of %s is longer than ${mostLines} lines`, (folder) => {
  const paths = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path}`)
    .filter((path) => /\.(tsx?|py)$/.test(path) && !exempt.test(path));
  expect(paths.length).toBeGreaterThan(3);
  const linesOf = (path: string): number =>
    readFileSync(join(root, path), 'utf8').split('\n').length;
  expect(paths.filter((path) => linesOf(path) > mostLines)).toEqual([]);
});
