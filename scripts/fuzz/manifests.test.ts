import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createBadManifest, hostileNames, judgeManifest } from './manifests.ts';

const sound = readFileSync('public/models/manifest.json', 'utf8');

test('bad manifests are refused as MODEL_CORRUPT or fit to be used', () => {
  const answers = Array.from({ length: 1000 }, (_, index) =>
    judgeManifest(createBadManifest(sound, 1, index)),
  );
  expect(new Set(answers)).toEqual(new Set(['accepted', 'MODEL_CORRUPT']));
});

test('a seed and a number always give the same manifest', () => {
  expect(createBadManifest(sound, 3, 5)).toBe(createBadManifest(sound, 3, 5));
  expect(createBadManifest(sound, 3, 6)).not.toBe(createBadManifest(sound, 3, 5));
});

test.each([...hostileNames])('a file may not be named %j', (name) => {
  for (const field of ['file', 'card', 'thumbnail']) {
    const manifest = JSON.parse(sound);
    manifest.styles[0][field] = name;
    expect(judgeManifest(JSON.stringify(manifest))).toBe('MODEL_CORRUPT');
  }
});
