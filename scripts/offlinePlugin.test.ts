import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { builtFiles } from './offlinePlugin.ts';

test('every file that may be kept is listed with its size and its hash', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'toonroom-build-'));
  try {
    await mkdir(join(folder, 'assets'));
    await writeFile(join(folder, 'index.html'), '<!doctype html>');
    await writeFile(join(folder, 'assets/app.js'), 'abc');
    await writeFile(join(folder, 'serviceWorker.js'), 'itself');
    await writeFile(join(folder, '_headers'), 'for the host');
    expect(builtFiles(folder)).toEqual([
      {
        path: '',
        bytes: 15,
        integrity: 'sha256-/ibFnpGsjeaUslMdw73Bt/r0cdPX5OAIcK9g9fIol8s=',
      },
      // The digest of "abc" in FIPS 180-2, in base64.
      {
        path: 'assets/app.js',
        bytes: 3,
        integrity: 'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=',
      },
    ]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
