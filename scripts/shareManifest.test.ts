import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { sharedField, shareTargetPath } from '../src/pwa/shareTarget.ts';
import { withShareTarget } from './shareManifest.ts';

const path = fileURLToPath(new URL('../public/manifest.webmanifest', import.meta.url));
const plain = readFileSync(path, 'utf8');

test('only the second manifest asks for shared photos, and differs in nothing else', () => {
  expect(JSON.parse(plain)).not.toHaveProperty('share_target');
  const { share_target, ...rest } = JSON.parse(withShareTarget(plain)) as {
    share_target: { action: string; params: { files: { name: string; accept: string[] }[] } };
  };
  expect(rest).toEqual(JSON.parse(plain));
  expect(share_target).toMatchObject({ method: 'POST', enctype: 'multipart/form-data' });
  expect(share_target.params.files).toHaveLength(1);
  expect(share_target.params.files[0]).toMatchObject({ name: sharedField });
  expect(share_target.params.files[0]!.accept).toContain('image/*');
  const { href } = new URL(share_target.action, 'https://example.test/folder/share.webmanifest');
  expect(href).toBe(`https://example.test/folder/${shareTargetPath}`);
});
