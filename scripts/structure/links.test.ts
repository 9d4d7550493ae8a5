import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { rootDir } from './sources.ts';

/** Pages that are generated, as if they were written. */
const generated = /(^|\/)api\.md$/;

test('Markdown names only files that there are', () => {
  const paths = execFileSync('git', ['ls-files', '*.md'], { cwd: rootDir, encoding: 'utf8' })
    .trim()
    .split('\n');
  const broken = paths.flatMap((path) =>
    [...readFileSync(join(rootDir, path), 'utf8').matchAll(/\]\(([^)#\s]+)/g)]
      .map(([, target]) => target!)
      .filter((target) => !/^https?:/.test(target) && !generated.test(target))
      .filter((target) => !existsSync(join(rootDir, dirname(path), target)))
      .map((target) => `${path}: ${target}`),
  );
  expect(paths.length).toBeGreaterThan(20);
  expect(broken).toEqual([]);
});
